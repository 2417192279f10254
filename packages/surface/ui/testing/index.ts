export { lookAt, type Part, type Picture } from './look-at.ts';
