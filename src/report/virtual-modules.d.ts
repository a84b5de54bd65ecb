declare module 'virtual:chart-library' {
  /** Source text of the chart library, a script that sets the global `LightweightCharts`. */
  const source: string;
  export default source;
}

declare module 'virtual:report-client' {
  /** The bundled script of the report's page. */
  const source: string;
  export default source;
}
