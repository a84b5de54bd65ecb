import { gridSearch, randomSearch } from 'barwright/search';
import { describeSampler, numberSpaces } from '../contracts/describe-sampler.ts';

describeSampler('gridSearch', () => gridSearch(), numberSpaces.slice(1));
describeSampler('randomSearch', (trials) => randomSearch({ trials }));
