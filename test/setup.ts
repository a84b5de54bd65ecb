import fc from 'fast-check';

// Properties draw the same cases each time, so that what fails can be found again; `npm run test:fresh` draws others and tells their seed.
const { PROPERTY_SEED: given = '1' } = process.env;
fc.configureGlobal({ seed: given === 'fresh' ? Date.now() : Number(given) });
