import type { IndicatorEntry } from '../entry.ts';
import { acceleratorOscillatorEntry } from './accelerator-oscillator.ts';
import { adxEntry } from './adx.ts';
import { adxrEntry } from './adxr.ts';
import { apoEntry } from './apo.ts';
import { aroonEntry } from './aroon.ts';
import { aroonoscEntry } from './aroonosc.ts';
import { awesomeOscillatorEntry } from './awesome-oscillator.ts';
import { biasEntry } from './bias.ts';
import { bopEntry } from './bop.ts';
import { cciEntry } from './cci.ts';
import { cfoEntry } from './cfo.ts';
import { cgEntry } from './cg.ts';
import { cmoEntry } from './cmo.ts';
import { connorsRsiEntry } from './connors-rsi.ts';
import { coppockEntry } from './coppock.ts';
import { demarkerEntry } from './demarker.ts';
import { dpoEntry } from './dpo.ts';
import { dxEntry } from './dx.ts';
import { efficiencyRatioEntry } from './efficiency-ratio.ts';
import { elderRayEntry } from './elder-ray.ts';
import { fisherEntry } from './fisher.ts';
import { imiEntry } from './imi.ts';
import { inertiaEntry } from './inertia.ts';
import { kstEntry } from './kst.ts';
import { laguerreRsiEntry } from './laguerre-rsi.ts';
import { macdEntry } from './macd.ts';
import { macdextEntry } from './macdext.ts';
import { macdfixEntry } from './macdfix.ts';
import { mfiEntry } from './mfi.ts';
import { minusDiEntry } from './minus-di.ts';
import { minusDmEntry } from './minus-dm.ts';
import { momEntry } from './mom.ts';
import { plusDiEntry } from './plus-di.ts';
import { plusDmEntry } from './plus-dm.ts';
import { pmoEntry } from './pmo.ts';
import { ppoEntry } from './ppo.ts';
import { psychologicalLineEntry } from './psychological-line.ts';
import { qqeEntry } from './qqe.ts';
import { qstickEntry } from './qstick.ts';
import { rmiEntry } from './rmi.ts';
import { rocEntry } from './roc.ts';
import { rocpEntry } from './rocp.ts';
import { rocrEntry } from './rocr.ts';
import { rocr100Entry } from './rocr100.ts';
import { rsiEntry } from './rsi.ts';
import { rvgiEntry } from './rvgi.ts';
import { rviEntry } from './rvi.ts';
import { smiEntry } from './smi.ts';
import { squeezeMomentumEntry } from './squeeze-momentum.ts';
import { stcEntry } from './stc.ts';
import { stochEntry } from './stoch.ts';
import { stochfEntry } from './stochf.ts';
import { stochrsiEntry } from './stochrsi.ts';
import { tdSetupEntry } from './td-setup.ts';
import { trixEntry } from './trix.ts';
import { tsiEntry } from './tsi.ts';
import { ultoscEntry } from './ultosc.ts';
import { vortexEntry } from './vortex.ts';
import { wavetrendEntry } from './wavetrend.ts';
import { willrEntry } from './willr.ts';

/** The indicators of this group, by name. */
export const momentumEntries: readonly IndicatorEntry[] = [
  acceleratorOscillatorEntry,
  adxEntry,
  adxrEntry,
  apoEntry,
  aroonEntry,
  aroonoscEntry,
  awesomeOscillatorEntry,
  biasEntry,
  bopEntry,
  cciEntry,
  cfoEntry,
  cgEntry,
  cmoEntry,
  connorsRsiEntry,
  coppockEntry,
  demarkerEntry,
  dpoEntry,
  dxEntry,
  efficiencyRatioEntry,
  elderRayEntry,
  fisherEntry,
  imiEntry,
  inertiaEntry,
  kstEntry,
  laguerreRsiEntry,
  macdEntry,
  macdextEntry,
  macdfixEntry,
  mfiEntry,
  minusDiEntry,
  minusDmEntry,
  momEntry,
  plusDiEntry,
  plusDmEntry,
  pmoEntry,
  ppoEntry,
  psychologicalLineEntry,
  qqeEntry,
  qstickEntry,
  rmiEntry,
  rocEntry,
  rocpEntry,
  rocr100Entry,
  rocrEntry,
  rsiEntry,
  rvgiEntry,
  rviEntry,
  smiEntry,
  squeezeMomentumEntry,
  stcEntry,
  stochEntry,
  stochfEntry,
  stochrsiEntry,
  tdSetupEntry,
  trixEntry,
  tsiEntry,
  ultoscEntry,
  vortexEntry,
  wavetrendEntry,
  willrEntry,
];
