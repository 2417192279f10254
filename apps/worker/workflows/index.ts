export { enrolment } from './enrolment.ts';
