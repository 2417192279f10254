import { liftReport, type ArmTotals, type LiftReport } from '../lift.ts';
import { seededRandom } from '../seeded-random.ts';

const PEOPLE = 9_000;
/** One person enters in each unit of time. */
const WINDOW = 3_000;
const LOOK_EVERY = 200;

export interface Person {
  readonly heldOut: boolean;
  readonly enteredAt: number;
  /** Infinity for those who never order. */
  readonly orderedAt: number;
}

/** As many of either arm order in the end; those who are treated do it sooner. */
export function peopleWhoBuySooner(seed: number): Person[] {
  const random = seededRandom(seed);
  return Array.from({ length: PEOPLE }, (_, enteredAt) => {
    const heldOut = random() < 0.3;
    const orders = random() < 0.1;
    const delay = random() * (heldOut ? WINDOW : WINDOW / 10);
    return { heldOut, enteredAt, orderedAt: orders ? enteredAt + delay : Number.POSITIVE_INFINITY };
  });
}

interface Arm {
  people: number;
  converted: number;
  waiting: number;
}

/** The arm as it stands, of people whose window is over or of everybody. */
function armAt(people: readonly Person[], heldOut: boolean, now: number, onlyOver: boolean): Arm {
  const arm = { people: 0, converted: 0, waiting: 0 };
  for (const person of people) {
    if (person.heldOut !== heldOut || person.enteredAt >= now) continue;
    if (onlyOver && person.enteredAt + WINDOW > now) arm.waiting += 1;
    else {
      arm.people += 1;
      if (person.orderedAt <= now) arm.converted += 1;
    }
  }
  return arm;
}

const totalsOf = ({ people, converted }: Arm): ArmTotals => ({
  people,
  converted,
  margin: converted * 2_000,
  marginSquared: converted * 4_000_000,
});

const claims = ({ conversionState, state }: LiftReport) =>
  [state, conversionState].some((one) => one === 'gain' || one === 'loss');

/** Whether somebody who looks all along is ever told that the flow gained or lost something. */
export function isEverClaimed(people: readonly Person[], onlyOver: boolean): boolean {
  for (let now = LOOK_EVERY; now <= PEOPLE + WINDOW; now += LOOK_EVERY) {
    const [treated, heldOut] = [armAt(people, false, now, onlyOver), armAt(people, true, now, onlyOver)];
    const report = liftReport([
      {
        share: 0.3,
        treated: totalsOf(treated),
        heldOut: totalsOf(heldOut),
        waiting: { treated: treated.waiting, heldOut: heldOut.waiting },
      },
    ]);
    if (claims(report)) return true;
  }
  return false;
}
