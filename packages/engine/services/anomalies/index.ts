export { askCheck, getAnomaly, listAnomalies, openAnomalies, readChecked, seeAnomaly } from './anomalies.ts';
export type { AnomalyDetail, AnomalyView } from './shapes.ts';
