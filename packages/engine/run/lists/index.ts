export { listName, putOnList, takeOffList, type ListedBy } from './change-list.ts';
