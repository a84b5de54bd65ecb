/**
 * The simulated venue: costs, fill rules and the one ledger.
 *
 * @module exchange
 */
export { VenueAccount, type VenueJournals } from './account.ts';
export { type BorrowModel, type BorrowOptions, borrowCost } from './costs/borrow.ts';
export { type FeeModel, type FeeRates, feeFunction, feeSchedule, toFeeModel } from './costs/fees.ts';
export {
  constantLatency,
  type LatencyModel,
  type LognormalLatencyOptions,
  lognormalLatency,
  sampledLatency,
  toLatencyModel,
  uniformLatency,
} from './costs/latency.ts';
export { type SquareRootOptions, squareRootImpact, type VolumeShareOptions, volumeShareSlippage } from './costs/market-impact.ts';
export { checkImpactLength, impactAt, type PriceImpact, priceImpact, takerPrice } from './costs/price-impact.ts';
export { type RejectModel, randomRejects } from './costs/rejects.ts';
export {
  basisPointSlippage,
  noSlippage,
  type SlippageModel,
  type SpreadSlippageOptions,
  spreadSlippage,
  type TakerFill,
  tickSlippage,
} from './costs/slippage.ts';
export { type FeeTier, type TieredFeesOptions, tieredFees } from './costs/tiered-fees.ts';
export type { VenueCosts } from './costs/venue-costs.ts';
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
export { type BorrowPayment, type MarginRules, MarginVenue } from './margin-venue.ts';
export { BarWalk, type IntrabarRule, intrabarRules, type ProtectiveReason } from './matching/bar-walk.ts';
export { type LevelKind, levelKinds, levelPrice, noProtection, type Protection } from './matching/protection.ts';
export { frontAfter, logQueue, powerQueue, type QueueModel, riskAverseQueue } from './matching/queue.ts';
export { quietBetween, quietFlat, quietHeld, quietTrailing, quietWaiting, touch } from './matching/quiet-bars.ts';
export { type TickDetail, TickMarket } from './matching/tick-market.ts';
export { type OrderAmendment, OrderDesk } from './order-desk.ts';
export { OrderVenue } from './order-venue.ts';
export type { OrderGuard } from './orders/order-guard.ts';
export type { FillNotice, OrderNotice, OrderRules } from './orders/order-rules.ts';
export { isDone, nextState, orderTransitions } from './orders/order-state.ts';
export { plainTerms, plainTicket } from './orders/plain-ticket.ts';
export { type OrderSizer, type OrderTicket, WorkingOrder } from './orders/working-order.ts';
export { checkSettingLength, fullSetting, type Setting, setting, settingAt } from './setting.ts';
export { ceilToStep, floorToStep, roundToStep } from './steps.ts';
export { type TickRules, TickVenue } from './tick-venue.ts';
export { BarVenue } from './venue.ts';
export type { AmbiguousBar, EntrySizer, VenueRules } from './venue-rules.ts';
export type { BybitContractOptions, BybitInstrument } from './venues/bybit-contracts.ts';
export { bybitInverse } from './venues/bybit-inverse.ts';
export { bybitLinear } from './venues/bybit-linear.ts';
export { type BybitSpotOptions, bybitSpot } from './venues/bybit-spot.ts';
export {
  type CompleteTier,
  completeTiers,
  type FundingRates,
  maintenanceMargin,
  type RiskTier,
  type VenuePreset,
} from './venues/venue-preset.ts';
