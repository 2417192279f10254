import { describe, expect, it, test } from 'vitest';
import { lookAt } from '../testing/index.ts';
import { Keys } from '../tips/kbd.tsx';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import { Link } from './link.tsx';

describe('a button', () => {
  it('is named by its label alone, with or without icons', () => {
    const drawn = lookAt(
      <Button icon="plus" iconAfter="chevron-right">
        Add a step
      </Button>,
    );
    expect(drawn.one('button').name).toBe('Add a step');
    expect(drawn.one('button').said('type')).toBe('button');
    expect(
      lookAt(<Button type="submit">Save</Button>)
        .one('button')
        .said('type'),
    ).toBe('submit');
  });

  it('that works cannot be pressed again, says so, and keeps its name and the focus', () => {
    const busy = lookAt(<Button busy>Publish flow</Button>).one('button');
    expect([busy.name, busy.disabled, busy.said('aria-busy')]).toEqual(['Publish flow', true, 'true']);
    // Switched off by `disabled` it would lose the focus in the middle of its work.
    expect(busy.said('disabled')).toBeUndefined();
    expect(busy.said('tabindex')).toBe('0');
  });

  it('that is switched off is out of reach, unless it has something to tell', () => {
    expect(lookAt(<Button disabled>Send</Button>).find('button[disabled]')).toHaveLength(1);
    const reached = lookAt(
      <Button disabled focusableWhenDisabled>
        Send
      </Button>,
    ).one('button');
    expect([reached.disabled, reached.said('disabled'), reached.said('tabindex')]).toEqual([
      true,
      undefined,
      '0',
    ]);
  });
});

describe('a button with only an icon', () => {
  it('is named by what it does', () => {
    expect(lookAt(<IconButton icon="trash" label="Delete" keys={['Del']} />).names('button')).toEqual([
      'Delete',
    ]);
  });

  test.each([
    [undefined, undefined],
    [false, 'false'],
    [true, 'true'],
  ])('says whether it is pressed when that is %s', (pressed, said) => {
    const drawn = lookAt(
      <IconButton icon="outline" label="Show outline" {...(pressed === undefined ? {} : { pressed })} />,
    );
    expect(drawn.one('button').said('aria-pressed')).toBe(said);
  });
});

describe('a link', () => {
  it('to another site opens apart and tells that site nothing', () => {
    const link = lookAt(
      <Link href="https://example.com" external>
        Their help
      </Link>,
    ).one('link');
    expect([link.name, link.said('target'), link.said('rel')]).toEqual([
      'Their help',
      '_blank',
      'noreferrer',
    ]);
    expect(
      lookAt(<Link href="/flows">Flows</Link>)
        .one('link')
        .said('target'),
    ).toBeUndefined();
  });

  it('is drawn by the element of the framework, with its own classes kept', () => {
    const link = lookAt(<Link render={<a href="/flows" className="mine" />}>Flows</Link>).one(
      'link',
      'Flows',
    );
    expect(link.said('href')).toBe('/flows');
    expect(link.said('class')?.split(' ')).toEqual(expect.arrayContaining(['mine', 'underline']));
  });
});

it('shows keys that are pressed together one by one', () => {
  const keys = lookAt(<Keys keys={['Ctrl', 'Shift', 'Z']} />).find('kbd');
  expect(keys.map(({ words }) => words)).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(lookAt(<Keys keys={['G', 'G']} />).find('kbd')).toHaveLength(2);
});
