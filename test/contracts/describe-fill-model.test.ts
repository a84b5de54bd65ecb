import { BarWalk } from 'barwright/exchange';
import { describeFillModel } from './describe-fill-model.ts';

describeFillModel('BarWalk', (fields, rule, { open, high, low, close }) => {
  const walk = Object.assign(new BarWalk(), fields);
  walk.run(rule, open, high, low, close);
  return walk;
});
