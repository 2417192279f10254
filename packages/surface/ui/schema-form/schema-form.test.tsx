import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SchemaForm } from './schema-form.tsx';

const schema = z.strictObject({
  name: z.string().optional().meta({ title: 'Name', description: 'Shown on the card.' }),
  floor: z.int().meta({ title: 'Never below this margin', control: 'money' }),
  share: z.number().max(0.5).default(0.1).meta({ title: 'People held back', control: 'percent' }),
  wait: z.number().default(10_800_000).meta({ title: 'Wait for', control: 'duration' }),
  event: z.string().meta({ title: 'Event', control: 'event' }),
  secret: z.literal('x'),
  odd: z.union([z.string(), z.number()]).meta({ title: 'Odd' }),
});

const draw = (problems: Record<string, string> = {}, currency = 'USD') =>
  renderToStaticMarkup(
    <SchemaForm
      schema={schema}
      value={{ floor: 1250 }}
      onChange={() => {}}
      problems={problems}
      currency={currency}
      controls={{ event: ({ field }) => <button type="button">Choose {field.label}</button> }}
    />,
  );

describe('a panel drawn from a schema', () => {
  it('ties each label to its control and its help', () => {
    const page = draw();
    const control =
      /<label[^>]*for="([^"]+)"[^>]*>Name/.exec(page)?.[1] ?? expect.fail('the label names no control');
    expect(page).toContain(`id="${control}"`);
    expect(page).toContain('Shown on the card.');
  });

  it('shows money in the currency of the store, from whole cents', () => {
    expect(draw()).toContain('value="$12.50"');
    expect(draw({}, 'JPY')).toContain('value="¥1,250"');
  });

  it('shows a share in percent and a duration in a suitable unit', () => {
    const page = draw();
    expect(page).toMatch(/aria-label="Wait for"[^>]*value="3"|value="3"[^>]*aria-label="Wait for"/);
    expect(page).toContain('hours');
    expect(page).toContain('value="10"');
  });

  it('puts a problem under its own field and marks the field as wrong', () => {
    const page = draw({ floor: 'Choose at least $14.00.' });
    expect(page).toContain('Choose at least $14.00.');
    expect(page.slice(page.indexOf('Never below this margin'), page.indexOf('People held back'))).toContain(
      'aria-invalid="true"',
    );
    expect(draw()).not.toContain('aria-invalid="true"');
  });

  it('lets the caller draw an unknown field, and says so when it cannot', () => {
    expect(draw()).toContain('Choose Event');
    expect(draw()).toContain('This setting cannot be changed here.');
  });

  it('gives every control a unique id, so that labels belong to the right one', () => {
    const ids = [...draw().matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('does not show a field with only one value', () => {
    expect(draw()).not.toContain('Secret');
  });
});
