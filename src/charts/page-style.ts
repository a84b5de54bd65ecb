/** The look of every page: colours for light and dark, type, spacing, tables, print. */
export const pageStyle: string = `
:root{color-scheme:light dark;
--paper:light-dark(#f7f6f3,#111316);--card:light-dark(#fff,#191c20);--raised:light-dark(#f1efeb,#22262b);
--ink:light-dark(#1b1d22,#e9e7e2);--soft:light-dark(#626874,#9ba2ad);--line:light-dark(#e4e1db,#2d3137);
--gain:light-dark(#0f6cb5,#5fb3ee);--loss:light-dark(#c4540c,#f2954f);
--violet:light-dark(#8251b5,#b794e0);--teal:light-dark(#0f7d72,#4fc3b4);--ochre:light-dark(#96700a,#e0b54a);
--rose:light-dark(#b83d74,#ec87b0);--slate:light-dark(#5b6b7f,#93a6bd);
--text:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Inter,Roboto,"Helvetica Neue","Liberation Sans",Arial,sans-serif;
--mono:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
html{background:var(--paper);color:var(--ink);font:15px/1.5 var(--text);-webkit-text-size-adjust:100%;scroll-padding-top:64px}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
body{margin:0;overflow-wrap:anywhere}
th,td{overflow-wrap:normal}
.page{max-width:1180px;margin:0 auto;padding:0 24px 64px}
h1,h2,h3{line-height:1.2;letter-spacing:-.012em;text-wrap:balance;margin:0}
h1{font-size:34px;font-weight:680;letter-spacing:-.022em}
h2{font-size:20px;font-weight:640}
h3{font-size:14px;font-weight:620;letter-spacing:0}
p{margin:0}
a{color:var(--gain);text-underline-offset:2px}
:focus-visible{outline:2px solid var(--gain);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-999px;top:8px;z-index:9;background:var(--card);padding:8px 14px;border-radius:8px}
.skip:focus{left:16px}
.masthead{display:flex;align-items:flex-start;justify-content:space-between;gap:24px;padding:40px 0 22px}
.masthead>div{min-width:0}
.eyebrow{font-size:12px;font-weight:600;letter-spacing:.07em;text-transform:uppercase;color:var(--soft);margin-bottom:8px}
.lead{color:var(--soft);margin-top:8px;font-variant-numeric:tabular-nums}
.theme{flex:none;display:inline-flex;align-items:center;gap:7px;font:inherit;font-size:13px;color:var(--soft);background:var(--card);border:1px solid var(--line);border-radius:99px;padding:6px 13px;cursor:pointer}
.theme:hover{color:var(--ink)}
.theme::before{content:"";width:11px;height:11px;border-radius:50%;border:1.5px solid currentColor;background:linear-gradient(90deg,currentColor 50%,transparent 50%)}
.contents{position:sticky;top:0;z-index:5;background:color-mix(in srgb,var(--paper) 92%,transparent);backdrop-filter:blur(8px);border-bottom:1px solid var(--line);margin:0 -24px 28px;padding:0 24px;overflow-x:auto;scrollbar-width:none;white-space:nowrap}
.contents a{display:inline-block;padding:12px 0;margin-right:22px;font-size:13.5px;color:var(--soft);text-decoration:none}
.contents a:hover{color:var(--ink)}
.section{margin:0 0 44px;min-width:0}
.section>h2{margin-bottom:4px}
.section>.note{color:var(--soft);font-size:13.5px;max-width:108ch;text-wrap:pretty;margin-bottom:14px}
.section>h2+:not(.note){margin-top:14px}
.card{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 20px;min-width:0}
.card>.note,.note.small{color:var(--soft);font-size:12.5px;margin-top:2px}
.grid{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:16px}
.scroller{overflow-x:auto;overscroll-behavior-x:contain}
table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
th{font-weight:560;font-size:12.5px;color:var(--soft);text-align:left;white-space:nowrap}
th,td{padding:7px 14px 7px 0;border-bottom:1px solid var(--line);vertical-align:top}
tbody tr:last-child>*{border-bottom:0}
th:last-child,td:last-child{padding-right:0}
.number{text-align:right;white-space:nowrap}
.number+:not(.number){padding-left:14px}
code{font:.92em var(--mono)}
.gain{color:var(--gain)}
.loss{color:var(--loss)}
.soft{color:var(--soft)}
pre{font:12.5px/1.55 var(--mono);margin:0;overflow-x:auto;tab-size:2}
summary{cursor:pointer;font-weight:560}
.foot{border-top:1px solid var(--line);padding-top:18px;font-size:12.5px;color:var(--soft)}
.foot p+p{margin-top:4px}
@media screen and (max-width:760px){
.page{padding:0 16px 48px}
.masthead{padding:24px 0 18px;gap:12px}
h1{font-size:26px}
.contents{margin:0 -16px 22px;padding:0 16px}
.grid{grid-template-columns:minmax(0,1fr)}
.card{padding:15px 15px;border-radius:10px}
.chart .alternate{display:none}
.heatmap{min-width:640px}
.theme span{display:none}
.theme{padding:9px}
}
@media print{
:root,:root[data-theme]{color-scheme:light;--paper:#fff}
html{font-size:12px}
.page{max-width:none;padding:0}
.theme,.contents,.skip{display:none}
.masthead{padding-top:0}
.card,tr,.tile{break-inside:avoid}
h2,h3{break-after:avoid}
.scroller{overflow:visible}
.section{margin-bottom:26px}
}
`;
