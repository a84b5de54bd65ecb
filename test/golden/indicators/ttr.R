# Values by the R package TTR: Rscript test/golden/indicators/ttr.R smooth.csv > test/golden/indicators/ttr.json
# where smooth.csv holds open, high, low, close and volume of the series `smooth` of talib.json.
suppressMessages(library(TTR))
smooth <- read.csv(commandArgs(trailingOnly = TRUE)[1])
hlc <- as.matrix(smooth[, c("high", "low", "close")])
hl <- as.matrix(smooth[, c("high", "low")])
ohlc <- as.matrix(smooth[, c("open", "high", "low", "close")])
close <- smooth$close
volume <- smooth$volume
n <- length(close)
cases <- character()

add <- function(indicator, parameters, output, column, from = 0, reason = NULL, tolerance = NULL) {
  values <- as.numeric(column)
  at <- which(is.finite(values)) - 1
  at <- at[at >= from & (at %% 9 == 0 | at >= n - 12)]
  extra <- ""
  if (!is.null(reason)) extra <- sprintf('"reason":"%s",', reason)
  if (!is.null(tolerance)) extra <- sprintf('%s"tolerance":%s,', extra, format(tolerance))
  numbers <- paste(sprintf("%.13g", values[at + 1]), collapse = ",")
  text <- sprintf(
    '{"source":"TTR","indicator":"%s","parameters":%s,"from":%d,%s"outputs":{"%s":{"bars":[%s],"values":[%s]}}}',
    indicator, parameters, from, extra, output, paste(at, collapse = ","), numbers
  )
  cases <<- c(cases, text)
}

seed <- "another first value of the averages"
add("evwma", '{"period":20}', "evwma", EVWMA(close, volume, 20), 250, "another first value", 1e-4)
add("vwma", '{"period":20}', "vwma", VWMA(close, volume, 20))
add("hma", '{"period":16}', "hma", HMA(close, 16))
add("cmf", '{"period":20}', "cmf", CMF(hlc, volume, 20))
add("chaikin_volatility", '{"period":10,"change":10}', "chaikin_volatility", 100 * chaikinVolatility(hl, 10, maType = "EMA"))
add("donchian", '{"period":20}', "upper", DonchianChannel(hl, 20)[, "high"])
add("vhf", '{"period":28}', "vhf", VHF(close, 28))
add("williams_ad", '{}', "williams_ad", williamsAD(hlc))
add("smi", '{"period":10,"smoothing":3,"signal":3}', "smi", SMI(hlc, n = 10, nFast = 3, nSlow = 3, nSig = 3)[, "SMI"], 200, seed)
for (each in list(c("historical_volatility", "close"), c("garman_klass", "garman.klass"), c("parkinson", "parkinson"),
                  c("rogers_satchell", "rogers.satchell"), c("yang_zhang", "yang.zhang"))) {
  add(each[1], '{"period":20,"periodsPerYear":260}', each[1], volatility(ohlc, n = if (each[2] == "close") 21 else 20, calc = each[2], N = 260))
}
provenance <- sprintf(
  '{"what":"Values of the R package TTR over the series `smooth` of talib.json","generator":"test/golden/indicators/ttr.R","sources":{"TTR":"%s"}}',
  as.character(packageVersion("TTR"))
)
cat(sprintf('{"provenance":%s,"cases":[%s]}\n', provenance, paste(cases, collapse = ",")))
