export { conditionSql, type ConditionSql } from './condition-sql.ts';
export { nextChangeSql } from './next-change-sql.ts';
export type { Scope } from './fact-sql.ts';
export { gatherDueValues, gatherValues, gatheredAt, isDue } from './gather-values.ts';
