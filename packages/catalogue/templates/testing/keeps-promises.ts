import { compile, createStep, parseGraph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { rehearse, type RehearsalPerson, type RehearsedEnrolment } from '@millrace/rehearsal';
import type { ExpectedPath, Template } from '../template.ts';
import { CAST } from './cast.ts';
import { FROM, HOUR, opening, STORE, UNTIL } from './people.ts';

/**
 * Rehearses the template with these people, without a holdout. People who open e-mails do so after
 * `opensAfter`.
 */
export function walkThrough(
  template: Template,
  people: Iterable<RehearsalPerson>,
  opensAfter?: number,
): RehearsedEnrolment[] {
  const walked: RehearsedEnrolment[] = [];
  rehearse({
    plan: compile(parseGraph(template.graph), kinds),
    step: createStep(kinds),
    store: STORE,
    from: FROM,
    until: UNTIL,
    people,
    host: { heldOut: () => false, ...(opensAfter === undefined ? {} : { react: opening(opensAfter) }) },
    onEnrolment: (enrolment) => walked.push(enrolment),
  });
  return walked;
}

/**
 * The nodes that the person of a promise reaches, in order. People whose name ends in "opener" open e-mails
 * after an hour.
 */
export function wayOf(template: Template, { person }: ExpectedPath): (string | null)[] {
  const someone = CAST[person as keyof typeof CAST];
  const walked = walkThrough(template, [someone], person.endsWith('opener') ? HOUR : undefined);
  return walked.flatMap(({ trace }) =>
    trace.filter(({ what }) => what === 'entered').map(({ node }) => node),
  );
}
