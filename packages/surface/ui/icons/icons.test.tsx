import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { FAMILY_LOOKS } from '../node-card/families.ts';
import { Icon } from './icon.tsx';
import { ICON_NAMES, isIconName } from './names.ts';

it('has an icon for every name', () => {
  const circle = renderToStaticMarkup(<Icon name="circle" />);
  const drawn = ICON_NAMES.filter((name) => name !== 'circle').map((name) =>
    renderToStaticMarkup(<Icon name={name} />),
  );
  expect(drawn.every((picture) => picture.startsWith('<svg') && picture !== circle)).toBe(true);
});

it('draws the icon for stop unlike a checkbox', () => {
  const shapes = renderToStaticMarkup(<Icon name="stop" />).match(/<(rect|circle|path)/g) ?? [];
  expect(shapes.length).toBeGreaterThan(1);
});

it('shows a plain circle for an unknown name', () => {
  expect(renderToStaticMarkup(<Icon name="no-such-icon" />)).toBe(
    renderToStaticMarkup(<Icon name="circle" />),
  );
});

it('gives each family of nodes its own icon and outline', () => {
  const looks = Object.values(FAMILY_LOOKS);
  expect(looks.every((look) => isIconName(look.icon))).toBe(true);
  expect(new Set(looks.map((look) => look.icon)).size).toBe(looks.length);
  expect(new Set(looks.map((look) => look.shape)).size).toBe(looks.length);
});
