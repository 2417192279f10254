export { enrolAudience, listAudiences } from './enrol-audience.ts';
