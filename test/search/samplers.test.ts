import { cmaEs, gridSearch, latinHypercube, randomSearch, sobol, tpe } from 'barwright/search';
import { describeSampler, numberSpaces } from '../contracts/describe-sampler.ts';

describeSampler('gridSearch', () => gridSearch(), numberSpaces.slice(1));
describeSampler('randomSearch', (trials) => randomSearch({ trials }));
describeSampler('latinHypercube', (trials) => latinHypercube({ trials }));
describeSampler('sobol', (trials) => sobol({ trials }));
describeSampler('tpe', (trials) => tpe({ trials }));
describeSampler('cmaEs', (trials) => cmaEs({ trials }), numberSpaces);
