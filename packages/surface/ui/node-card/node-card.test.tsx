import { describe, expect, it, test } from 'vitest';
import { lookAt } from '../testing/index.ts';
import { FAMILY_LOOKS, FAMILY_NAMES, type FamilyName } from './families.ts';
import { NodeCard } from './node-card.tsx';

const words = (card: Parameters<typeof NodeCard>[0]) => lookAt(<NodeCard {...card} />).words;
const sent = { family: 'message', title: 'Reminder', sentence: 'Send “Your cart”' } as const;

describe('a card', () => {
  test.each(FAMILY_NAMES)(
    'of the family “%s” is read out with the name of its family first',
    (family: FamilyName) => {
      expect(words({ family, title: 'A step' })).toBe(`${FAMILY_LOOKS[family].title}: A step`);
    },
  );

  it('reads its name and what it does once, although the name is drawn again for far away', () => {
    expect(words(sent)).toBe(`${FAMILY_LOOKS.message.title}: Reminder Send “Your cart”`);
    expect(lookAt(<NodeCard {...sent} />).html.split('Reminder')).toHaveLength(3);
  });

  it('says what an end is by its name alone', () => {
    expect(words({ family: 'end', title: 'End', sentence: 'The flow ends here.' })).not.toContain(
      'ends here',
    );
  });

  it('reads the name of a wait although only its length is drawn', () => {
    expect(words({ family: 'wait', title: 'Wait', sentence: 'Wait for 2 hours' })).toContain(
      'Wait for 2 hours',
    );
  });

  test.each([
    [['Broken.'], [], [], 'Broken.'],
    [['Broken.', 'Torn.', 'Bent.'], ['Open.'], ['By the way.'], 'Broken. +2 more'],
    [[], ['Open.'], ['By the way.'], 'To do: Open.'],
    [[], ['Open.', 'Ajar.'], [], 'To do: Open. +1 more'],
    [[], [], ['By the way.'], 'By the way.'],
  ])('with problems %j, tasks %j and remarks %j says the worst first', (problems, toDo, remarks, told) => {
    const said = words({ ...sent, problems, toDo, remarks });
    expect(said).toBe(`${words(sent)} ${told}`);
  });

  it('is one button, beside the links of its counts', () => {
    const card = lookAt(
      <NodeCard
        {...sent}
        press={{
          role: 'button',
          tabIndex: 0,
          'aria-label': 'Reminder. Send “Your cart”',
          'data-step': 'mail',
        }}
        counts={<a href="/people">12 sent</a>}
      />,
    );
    expect(card.one('button').name).toBe('Reminder. Send “Your cart”');
    expect(card.one('link').name).toBe('12 sent');
    expect(card.find('[data-step] a')).toEqual([]);
    expect(card.find('[data-press]')).toHaveLength(1);
  });
});
