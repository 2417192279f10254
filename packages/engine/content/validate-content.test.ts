import { describe, expect, it } from 'vitest';
import { CHANNELS, CONTENT_VARIABLES } from '@millrace/channels';
import { evaluateTexts } from './liquid/evaluate.ts';
import { unmark } from './liquid/marks.ts';
import { renderSms } from './testing/render-here.ts';
import { sampleView } from './view/sample-view.ts';
import { validateContent } from './validate-content.ts';

const sentences = (text: string) =>
  validateContent('email', { subject: 'Hi', blocks: [{ type: 'text', text }] }).map(
    (problem) => `${problem.severity}: ${problem.sentence}`,
  );

describe('the check of content before a flow is published', () => {
  it('finds nothing wrong with the example of any channel', () => {
    for (const channel of CHANNELS) expect(validateContent(channel.id, channel.example)).toEqual([]);
  });

  it('names a placeholder that does not exist, and the one that was probably meant', () => {
    expect(sentences('{{ customer.fristName | default: "x" }}')).toEqual([
      'error: In the text in block 1, there is no {{ customer.fristName }}. Did you mean {{ customer.firstName }}?',
    ]);
    expect(sentences('{{ secrets.apiKey }}')).toEqual([
      'error: In the text in block 1, there is no {{ secrets.apiKey }}.',
    ]);
  });

  it('asks for a default where a value is empty for some people, and accepts a default or a condition', () => {
    expect(sentences('{{ customer.firstName }}')).toEqual([
      expect.stringMatching(
        /^warning: In the text in block 1, first name is empty for some people/,
      ) as string,
    ]);
    expect(sentences('{{ customer.firstName | default: "there" }}')).toEqual([]);
    expect(sentences('{% if customer.firstName %}Hi {{ customer.firstName }}{% endif %}')).toEqual([]);
  });

  it('offers the corrected text where there is nothing to choose', () => {
    const fixed = (text: string) => {
      const [problem] = validateContent('email', {
        subject: text,
        blocks: [{ type: 'text', text: 'Hello' }],
      });
      return problem?.fix?.text;
    };
    expect(fixed('Hi {{ customer.firstName }}')).toBe('Hi {{ customer.firstName | default: "there" }}');
    expect(fixed('{{customer.firstName}}, {{ customer.firstName | upcase }}!')).toBe(
      '{{customer.firstName | default: "there" }}, {{ customer.firstName | upcase | default: "there" }}!',
    );
    expect(fixed('{{- customer.phone -}} customer.phone')).toBe(
      '{{- customer.phone | default: "" -}} customer.phone',
    );
    expect(fixed('{{ customer.fristName | default: "you" }} of customer.fristName')).toBe(
      '{{ customer.firstName | default: "you" }} of customer.fristName',
    );
    expect(fixed('{{ secrets.apiKey }}')).toBeUndefined();
  });

  it('has no problem left after its fix was applied', () => {
    for (const variable of CONTENT_VARIABLES) {
      const content = (subject: string) => ({ subject, blocks: [{ type: 'text', text: 'Hello' }] });
      const found = validateContent(
        'email',
        content(`Hi {{ ${variable.path} }} and {{${variable.path}}}`),
      ).filter(({ fix }) => fix);
      for (const { code, fix } of found)
        expect(validateContent('email', content(fix!.text)).map((problem) => problem.code)).not.toContain(
          code,
        );
    }
  });

  it('asks for a default wherever one is missing, also where another place has one', () => {
    const one = '{{ customer.firstName }}';
    const other = '{{ customer.firstName | default: "you" }}';
    for (const text of [
      `${one} and ${other}`,
      `${other} and ${one}`,
      `${other}, {{customer.firstName | upcase}}`,
    ])
      expect(sentences(text), text).toHaveLength(1);
    const found = validateContent('email', {
      subject: `${other} and ${one}`,
      blocks: [{ type: 'text', text: 'Hello' }],
    });
    expect(found.map(({ fix }) => fix?.text)).toEqual([
      `${other} and {{ customer.firstName | default: "there" }}`,
    ]);
    expect(sentences(`${other} {{ customer.firstName | default: "there" | upcase }}`)).toEqual([]);
    expect(sentences('{% assign name = customer.firstName %}{{ name }}')[0]).toContain('first name is empty');
  });

  it('says which bracket is missing, in which block', () => {
    expect(sentences('Hi {{ customer.city ')[0]).toContain(
      'In the text in block 1, a placeholder that begins with “{{” is never closed',
    );
    expect(sentences('Hi customer.city }}')[0]).toContain('there is a “}}” without its “{{”');
    expect(sentences('{% for line in cart.lines %}{{ line.title }}')[0]).toContain(
      '“{% for %}” is never closed by “{% endfor %}”',
    );
  });

  it('tries the text on a sample and refuses one that does not end', () => {
    expect(sentences('{% for a in (1..9999) %}{% for b in (1..9999) %}x{% endfor %}{% endfor %}')[0]).toMatch(
      /takes too long|grows too large/,
    );
  });

  it('allows loops over the cart and results of decisions', () => {
    expect(
      sentences(
        '{% for line in cart.lines %}{{ line.title }} {{ line.price | money }}{% endfor %} {{ decision.anything }} {{ customer.properties.shoeSize }}',
      ),
    ).toEqual([]);
  });

  it('refuses a channel that does not exist', () => {
    expect(validateContent('pigeon', {})[0]?.code).toBe('channel-unknown');
  });
});

describe('the placeholders that a marketer can insert', () => {
  it('can all be filled in from the sample', () => {
    for (const variable of CONTENT_VARIABLES) {
      const [result] = evaluateTexts([variable.insert], sampleView() as unknown as Record<string, unknown>);
      expect(`${variable.path}: ${result?.ok ? unmark(result.text) : ''}`).toMatch(/: \S/);
    }
  });

  it('print money in the currency of the cart and dates in the zone of the customer', () => {
    const view = {
      ...sampleView({ currency: 'EUR', zone: 'Asia/Tokyo', locale: 'de-DE' }),
      at: Date.UTC(2026, 10, 21, 16),
    } as unknown as Record<string, unknown>;
    const [money, yen, date, time, unknown] = evaluateTexts(
      [
        '{{ cart.total | money }}',
        '{{ cart.total | money: "JPY" }}',
        '{{ at | date }}',
        '{{ at | date: "time" }}',
        '{{ at | date: "%Y%Y" }}',
      ],
      view,
    ).map((result) => (result.ok ? unmark(result.text).replace(/\u00a0/g, ' ') : ''));
    expect(money).toBe('147,00 €');
    expect(yen).toBe('14.700 ¥');
    expect(date).toBe('Sonntag, 22. November');
    expect(time).toMatch(/^0?1:00$/);
    expect(unknown).toBe(date);
  });

  it('print dates in the shop’s own properties, in the customer’s zone or a chosen one', () => {
    const properties = {
      day: '2026-04-03',
      iso: '2026-04-03T22:30:00Z',
      wall: '2026-04-03T22:30',
      seconds: 1_775_255_400,
      list: '03/04/2026',
      none: 'soon',
    };
    const print = (placeholder: string, changes = {}) => {
      const view = sampleView({
        zone: 'Asia/Tokyo',
        event: { type: 'x', at: 0, value: null, properties },
        ...changes,
      });
      const [result] = evaluateTexts(
        [`{{ event.properties.${placeholder} }}`],
        view as unknown as Record<string, unknown>,
      );
      return result!.ok ? unmark(result!.text) : result!.problem;
    };
    expect(print('day | date: "long"')).toBe('Friday, April 3');
    expect(print('day | date: "full"', { zone: 'America/Los_Angeles' })).toBe('Friday, April 3, 2026');
    expect(print('iso | date: "long"')).toBe('Saturday, April 4');
    expect(print('iso | date: "long", "Europe/London"')).toBe('Friday, April 3');
    expect(print('iso | date: "long", "Mars/Base"')).toBe('Saturday, April 4');
    expect(print('seconds | date')).toBe('Saturday, April 4');
    expect(print('wall | date: "time"')).toMatch(/^10:30\sPM$/);
    expect(print('day | date: "time"')).toBe('');
    expect(print('list | date')).toBe('');
    expect(print('list | date', { dateOrder: 'day-first' })).toBe('Friday, April 3');
    expect(print('list | date', { dateOrder: 'month-first' })).toBe('Wednesday, March 4');
    expect(print('none | date')).toBe('');
  });

  it('include every property of the event, and a wrong name is reported', () => {
    expect(
      sentences(
        '{{ event.properties.size | upcase }} {{ event.properties.deep.colour }} {% if event.properties.gift %}x{% endif %}',
      ),
    ).toEqual([]);
    expect(sentences('{{ event.propertys.size }}')[0]).toContain('there is no {{ event.propertys.size }}');
  });

  it('work in a text message as well as in an e-mail', async () => {
    const sms = await renderSms({
      text: '{{ cart.total | money }} {{ discount.expiresAt | date: "short" }}',
    });
    expect(sms.text).toBe('$147.00 Nov 23');
  });
});
