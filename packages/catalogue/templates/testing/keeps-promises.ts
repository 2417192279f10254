import { compile, createStep, parseGraph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { rehearse, takenAsDone, type RehearsalPerson, type RehearsedEnrolment } from '@millrace/rehearsal';
import { castHost } from '../answering-cast.ts';
import type { CastMember } from '../cast.ts';
import type { ExpectedPath, Template } from '../template.ts';
import { FROM, opening, STORE, untilOf } from './people.ts';

/**
 * Rehearses the template with these people, without a holdout. Members of a cast do what it says; others open
 * e-mails after `opensAfter`.
 */
export function walkThrough(
  template: Template,
  people: Iterable<RehearsalPerson | CastMember>,
  opensAfter?: number,
): RehearsedEnrolment[] {
  const walked: RehearsedEnrolment[] = [];
  const all = [...people];
  const host = castHost(all);
  rehearse({
    plan: compile(parseGraph(template.graph), kinds),
    step: createStep(kinds),
    store: STORE,
    from: FROM,
    until: untilOf(template),
    people: all,
    host: {
      heldOut: () => false,
      act: (call) => host.act(call) ?? takenAsDone(call.call),
      react: (send) => (opensAfter === undefined ? (host.react(send) ?? []) : opening(opensAfter)(send)),
    },
    onEnrolment: (enrolment) => walked.push(enrolment),
  });
  return walked;
}

/** The member of the cast that a promise is about. */
export function castIn(template: Template, name: string): CastMember {
  const member = template.cast(FROM)[name];
  if (!member) throw new Error(`${template.id} has nobody called ${name}`);
  return member;
}

/** The nodes that the person of a promise reaches, in order. */
export function wayOf(template: Template, { person }: ExpectedPath): (string | null)[] {
  return walkThrough(template, [castIn(template, person)]).flatMap(({ trace }) =>
    trace.filter(({ what }) => what === 'entered').map(({ node }) => node),
  );
}
