import type { PastDecision } from './history.ts';

/** Whether a model in use got worse. */
export interface Drift {
  readonly gotWorse: boolean;
  readonly sentence: string;
}

/** How a decline of the parameters in use is found, at each training. A judge that has too little says null. */
export type DriftCheck<Report> =
  | {
      /** By what became of the decisions since they were learned. */
      readonly by: 'decisions';
      /** Whose decisions to compare: those of treated people or of the holdout. */
      readonly about: 'treated' | 'held-out';
      /** @param since decisions since training, newest first, without their inputs and options */
      judge(report: Report, since: readonly PastDecision[]): Drift | null;
    }
  | {
      /** By how well the method does on the newest days, compared with when they were learned. */
      readonly by: 'trainings';
      /** @param report of the parameters in use @param newest of the training just made */
      judge(report: Report, newest: Report): Drift | null;
    };
