/** The look of what only a report has: the headline, the charts, the trade list, the metrics. */
export const reportStyle: string = `
dl,dd,figure{margin:0}
.headline{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,2fr);gap:16px}
.hero,.tiles{background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.hero{display:flex;flex-direction:column;justify-content:space-between}
.hero dl{padding:20px 22px 10px}
.hero dt,.tile dt{font-size:13px;color:var(--soft)}
.hero .figure{font-size:52px;font-weight:690;letter-spacing:-.035em;line-height:1.12;font-variant-numeric:tabular-nums}
.under{font-size:12.5px;color:var(--soft);font-variant-numeric:tabular-nums}
.tiles{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1px;background:var(--line)}
.tile{background:var(--card);padding:18px 20px;min-width:0}
.tile dd:not(.under){font-size:28px;font-weight:640;letter-spacing:-.025em;line-height:1.3;font-variant-numeric:tabular-nums}
.verdict{margin:16px 0 26px;padding:15px 20px;border-radius:12px;background:var(--raised);font-size:14px;color:var(--soft)}
.verdict .judgement{color:var(--ink);font-size:16px;font-weight:580;margin-bottom:3px}
.verdict.ruined{box-shadow:inset 4px 0 0 var(--loss)}
.verdict ul{margin:10px 0 0;padding:10px 0 0;border-top:1px solid var(--line);list-style:none;color:var(--ink)}
.verdict li{padding-left:20px;position:relative}
.verdict li::before{content:"!";position:absolute;left:3px;font-weight:700;color:var(--loss)}
.toolbar{display:flex;flex-wrap:wrap;align-items:center;gap:8px 12px;margin-bottom:10px;font-size:13px}
.toolbar button,.toolbar select,.toolbar input[type=search]{font:inherit;color:var(--ink);background:var(--raised);border:1px solid var(--line);border-radius:8px;padding:5px 11px}
.toolbar button{cursor:pointer}
.toolbar button:hover{border-color:var(--soft)}
.toolbar input[type=search]{flex:1 1 200px;max-width:320px;min-width:0}
.toolbar select{max-width:100%;min-width:0}
.toolbar label{min-width:0;max-width:100%;display:inline-flex;align-items:center;gap:6px;color:var(--soft)}
.toolbar input[type=checkbox]{accent-color:var(--gain);margin:0}
.toolbar output{margin-left:auto}
.chart-legend{flex:1 1 300px;display:flex;flex-wrap:wrap;gap:2px 14px;font-size:12.5px;font-variant-numeric:tabular-nums;min-height:20px;min-width:0}
.chart-legend i{font-style:normal;color:var(--soft);font-weight:560}
.canvas{border-radius:6px;overflow:hidden}
.chart-card .note.small{margin-top:8px}
.empty{padding:72px 0;text-align:center;font-size:13px}
.below,.note.small.below{margin-top:12px}
.drawdowns{min-width:680px}
.trade-scroller{max-height:492px;overflow:auto;overscroll-behavior-x:contain;margin:0 -8px;padding:0 8px}
.trade-list table{white-space:nowrap;border-collapse:separate;border-spacing:0}
.trade-list thead th{position:sticky;top:0;z-index:1;background:var(--card);padding:0 14px 0 0}
.trade-list th button{font:inherit;color:inherit;background:none;border:0;padding:8px 0;cursor:pointer}
.trade-list th button:hover,.trade-list th[aria-sort] button{color:var(--ink)}
.trade-list th[aria-sort=descending] button::after{content:" ↓"}
.trade-list th[aria-sort=ascending] button::after{content:" ↑"}
.trade-list tbody tr{height:33px}
.trade-list tbody td{padding:0 14px 0 0;vertical-align:middle}
.trade-list tbody tr[data-trade]{cursor:pointer}
.trade-list tbody tr[data-trade]:hover td{background:var(--raised)}
.trade-list tbody button{font:inherit;color:var(--soft);background:none;border:0;padding:2px 6px 2px 0;cursor:pointer}
.metric-groups{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:0 16px;align-items:start}
.metric-group{break-inside:avoid;margin-bottom:16px}
.metric-group dl>div{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 12px;padding:5px 0;border-bottom:1px solid var(--line);font-size:13.5px;position:relative}
.metric-group dl>div:last-child{border-bottom:0}
.metric-group h3{margin-bottom:6px}
.metric-group dt{color:var(--soft)}
.metric-group dd{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.metric-group .definition{display:none;position:absolute;z-index:3;top:100%;left:-8px;right:-8px;text-align:left;white-space:normal;font-size:12.5px;line-height:1.4;padding:9px 12px;border-radius:8px;background:var(--ink);color:var(--paper);box-shadow:0 6px 24px rgba(0,0,0,.18);pointer-events:none}
.metric-group dl>div:hover .definition,.metric-group dl>div:focus .definition{display:block}
.assumptions th{font-size:13.5px;color:var(--ink)}
.assumptions td:first-child{width:132px}
.kind{display:inline-block;font-size:12px;font-weight:560;white-space:nowrap;color:var(--soft)}
.kind.optimistic{color:var(--loss)}
.kind.conservative{color:var(--gain)}
details pre{margin-top:12px}
details table{margin-top:8px}
@media screen and (max-width:980px){
.headline{grid-template-columns:minmax(0,1fr)}
.metric-groups{grid-template-columns:repeat(2,minmax(0,1fr))}
}
@media screen and (max-width:760px){
.hero .figure{font-size:42px}
.tiles{grid-template-columns:repeat(2,minmax(0,1fr))}
.tile{padding:13px 15px}
.tile dd:not(.under){font-size:22px}
.verdict{padding:13px 15px}
.metric-groups{grid-template-columns:minmax(0,1fr)}
.trade-scroller{max-height:420px}
.toolbar output{margin-left:0}
.assumptions tr{display:grid;grid-template-columns:auto minmax(0,1fr);padding:8px 0;border-bottom:1px solid var(--line)}
.assumptions tr>*{border:0;padding:1px 10px 1px 0;white-space:normal}
.assumptions td:first-child{grid-column:1/-1;width:auto}
.assumptions td:last-child{grid-column:1/-1}
.assumptions tr:last-child{border-bottom:0}
}
@media print{
.toolbar{display:none}
.trade-scroller{height:auto!important;max-height:none;overflow:visible}
.trade-list table{font-size:7.5px}
.trade-list tbody tr{height:auto}
.trade-list thead th{position:static}
.trade-list th,.trade-list tbody td{padding:2px 7px 2px 0!important}
.trade-list th button{padding:0}
.hero .figure{font-size:40px}
.tile{padding:10px 14px}
.tile dd:not(.under){font-size:20px}
.metric-group dl>div{font-size:10px;padding:3px 0}
.metric-groups{grid-template-columns:repeat(3,minmax(0,1fr))}
.canvas{break-inside:avoid}
}
`;
