/**
 * The simulated venue: costs, fill rules and the one ledger.
 *
 * @module exchange
 */
export { type FeeModel, type FeeRates, feeFunction, feeSchedule, toFeeModel } from './costs/fees.ts';
export { checkImpactLength, impactAt, type PriceImpact, priceImpact, takerPrice } from './costs/price-impact.ts';
export { type FeeTier, type TieredFeesOptions, tieredFees } from './costs/tiered-fees.ts';
export {
  barMoments,
  type FillColumns,
  FillJournal,
  fillTable,
  momentCodes,
  OrderJournal,
  orderReasons,
  reasonCodes,
  sortFills,
  typeCodes,
} from './ledger/journal.ts';
export { Ledger } from './ledger/ledger.ts';
export { roundTrips } from './ledger/round-trips.ts';
export { type MarginRules, MarginVenue } from './margin-venue.ts';
export { BarWalk, type IntrabarRule, intrabarRules, type ProtectiveReason } from './matching/bar-walk.ts';
export { type LevelKind, levelKinds, levelPrice, noProtection, type Protection } from './matching/protection.ts';
export { quietBetween, quietFlat, quietHeld, quietTrailing, quietWaiting, touch } from './matching/quiet-bars.ts';
export { type OrderAmendment, OrderDesk } from './order-desk.ts';
export { OrderVenue } from './order-venue.ts';
export type { OrderGuard } from './orders/order-guard.ts';
export { type FillNotice, noticeOf, type OrderNotice, type OrderRules } from './orders/order-rules.ts';
export { isDone, nextState, orderTransitions } from './orders/order-state.ts';
export { type OrderSizer, type OrderTicket, WorkingOrder } from './orders/working-order.ts';
export { checkSettingLength, fullSetting, type Setting, setting, settingAt } from './setting.ts';
export { ceilToStep, floorToStep, roundToStep } from './steps.ts';
export { BarVenue } from './venue.ts';
export type { AmbiguousBar, EntrySizer, VenueRules } from './venue-rules.ts';
export { type BybitInstrument, type BybitLinearOptions, bybitLinear } from './venues/bybit-linear.ts';
export {
  type CompleteTier,
  completeTiers,
  type FundingRates,
  maintenanceMargin,
  type RiskTier,
  type VenuePreset,
} from './venues/venue-preset.ts';
