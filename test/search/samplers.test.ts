import { cmaEs, genetic, gridSearch, hyperband, latinHypercube, randomSearch, sobol, successiveHalving, tpe } from 'barwright/search';
import { describeSampler, numberSpaces } from '../contracts/describe-sampler.ts';

describeSampler('gridSearch', () => gridSearch(), numberSpaces.slice(1));
describeSampler('randomSearch', (trials) => randomSearch({ trials }));
describeSampler('latinHypercube', (trials) => latinHypercube({ trials }));
describeSampler('sobol', (trials) => sobol({ trials }));
describeSampler('tpe', (trials) => tpe({ trials }));
describeSampler('cmaEs', (trials) => cmaEs({ trials }), numberSpaces);
describeSampler('genetic', (trials) => genetic({ trials }));
describeSampler('successiveHalving', (trials) => successiveHalving({ points: trials, minBars: 100, maxBars: 2700 }));
describeSampler('hyperband', () => hyperband({ minBars: 100, maxBars: 2700 }));
