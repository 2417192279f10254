export { askCheck, getAnomaly, listAnomalies, readChecked, seeAnomaly } from './anomalies.ts';
export type { AnomalyDetail, AnomalyView } from './shapes.ts';
