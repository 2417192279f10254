export { isList, putOnList, takeOffList, type ListedBy } from './change-list.ts';
