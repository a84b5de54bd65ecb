import type { RejectCode } from './orders.ts';

/** What each code of a refused order says, and what mends it. */
export const rejectReasons: Readonly<Record<RejectCode, string>> = Object.freeze({
  QUANTITY_ROUNDS_TO_ZERO: 'The quantity is below one step of the instrument. Deal more, or give more capital.',
  QUANTITY_BELOW_MINIMUM: 'The quantity is below the minimum of the instrument.',
  QUANTITY_ABOVE_MAXIMUM: 'The quantity is above the maximum of the instrument. Send several orders.',
  NOTIONAL_BELOW_MINIMUM: 'The value of the order is below the minimum of the instrument.',
  INSUFFICIENT_FUNDS: 'The positions after the fill, with its fee, would exceed leverage times equity. Deal less, or clip.',
  INVALID_SIZE: 'The size is not a finite number above 0, such as one of an indicator that is not warm.',
  INVALID_PRICE: 'A price, trigger or protective level is not a finite number above 0.',
  POST_ONLY_WOULD_TAKE: 'A post-only order would fill at once.',
  REDUCE_ONLY_WOULD_INCREASE: 'There is no opposite position for a reduce-only order to make smaller.',
  FILL_OR_KILL_UNFILLED: 'A fill-or-kill order could not fill wholly at once.',
  DUPLICATE_CLIENT_ID: 'An order with this id of the client is alive already.',
  TOO_MANY_ORDERS: 'As many orders work for the instrument as `maxOrders` allows.',
  INSTRUMENT_NOT_TRADING: 'The bars of the instrument are over: it was delisted or has expired.',
  ACCOUNT_LIQUIDATED: 'The account was liquidated before.',
  REJECTED_BY_VENUE: 'The venue turned the order away for reasons of its own (`costs.rejects`).',
  SHORT_NOT_ALLOWED: 'The venue lends nothing: a sell can deal no more than what is held.',
  RISK_MAX_POSITION: 'The position would exceed `limits.maxPosition` times equity.',
  RISK_MAX_OPEN_ORDERS: 'As many orders are alive as `limits.maxOpenOrders` allows.',
  RISK_MAX_DAILY_LOSS: 'The loss of the day is at `limits.maxDailyLoss`: nothing new until midnight (UTC).',
  RISK_MAX_DRAWDOWN: 'The drawdown has reached `limits.maxDrawdown`: nothing new any more.',
  RISK_PRICE_COLLAR: 'The price is further from the last one than `limits.priceCollar`.',
  RISK_COOLDOWN: 'The instrument rests after losses in a row (`limits.cooldown`).',
  RISK_STOP_LOSS_GUARD: 'Trading rests after so many stop losses (`limits.stopLossGuard`).',
});
