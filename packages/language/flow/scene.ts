import { draw } from '@millrace/base';
import type { Facts } from './facts.ts';
import type { Scene } from './kind.ts';
import type { Cursor } from './plan.ts';

interface Walked {
  readonly purpose: Scene<unknown>['purpose'];
  cursorAt(node: string): Cursor;
}

/**
 * What a node is given. A class, not an object with closures, since one is made for every node a person
 * reaches; the cursor is built only for the few kinds that read it.
 */
export class StepScene implements Scene<unknown> {
  readonly node: string;
  readonly visit: number;
  readonly config: unknown;
  readonly facts: Facts;
  private readonly walk: Walked;
  constructor(node: string, visit: number, config: unknown, facts: Facts, walk: Walked) {
    this.node = node;
    this.visit = visit;
    this.config = config;
    this.facts = facts;
    this.walk = walk;
  }
  get purpose(): Scene<unknown>['purpose'] {
    return this.walk.purpose;
  }
  get cursor(): Cursor {
    return this.walk.cursorAt(this.node);
  }
  draw(salt: string, by: 'customer' | 'enrolment' = 'enrolment'): number {
    const { enrolment, customer } = this.facts;
    const place = `${enrolment.salt ?? ''}/${this.node}/${salt}`;
    return draw(place, by === 'customer' ? customer.id : `${enrolment.id}/${this.visit}`);
  }
}
