import { build } from 'tsdown';
import config from './tsdown.config.ts';

await build({ ...config, config: false, logLevel: 'warn' });
