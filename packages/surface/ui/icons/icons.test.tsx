import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { FAMILY_LOOKS } from '../node-card/families.ts';
import { Icon } from './icon.tsx';
import { ICON_NAMES, isIconName } from './names.ts';

it('draws a picture for every name that is offered', () => {
  const circle = renderToStaticMarkup(<Icon name="circle" />);
  const drawn = ICON_NAMES.filter((name) => name !== 'circle').map((name) =>
    renderToStaticMarkup(<Icon name={name} />),
  );
  expect(drawn.every((picture) => picture.startsWith('<svg') && picture !== circle)).toBe(true);
});

it('draws stopping as more than an empty box, which would look like something to tick', () => {
  const shapes = renderToStaticMarkup(<Icon name="stop" />).match(/<(rect|circle|path)/g) ?? [];
  expect(shapes.length).toBeGreaterThan(1);
});

it('shows a plain circle for a name nobody drew, so that no screen breaks', () => {
  expect(renderToStaticMarkup(<Icon name="no-such-icon" />)).toBe(
    renderToStaticMarkup(<Icon name="circle" />),
  );
});

it('gives each family of nodes an icon and an outline of its own', () => {
  const looks = Object.values(FAMILY_LOOKS);
  expect(looks.every((look) => isIconName(look.icon))).toBe(true);
  expect(new Set(looks.map((look) => look.icon)).size).toBe(looks.length);
  expect(new Set(looks.map((look) => look.shape)).size).toBe(looks.length);
});
