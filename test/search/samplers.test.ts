import { gridSearch, latinHypercube, randomSearch, sobol } from 'barwright/search';
import { describeSampler, numberSpaces } from '../contracts/describe-sampler.ts';

describeSampler('gridSearch', () => gridSearch(), numberSpaces.slice(1));
describeSampler('randomSearch', (trials) => randomSearch({ trials }));
describeSampler('latinHypercube', (trials) => latinHypercube({ trials }));
describeSampler('sobol', (trials) => sobol({ trials }));
