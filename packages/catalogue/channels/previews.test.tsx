import { prerenderToNodeStream } from 'react-dom/static';
import { text } from 'node:stream/consumers';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { CHANNELS } from './index.ts';
import { framedPage } from './preview-props.ts';
import { MessageLook } from './previews.tsx';
import { Preview as PigeonPreview } from './testing/pigeon/preview.tsx';

/** The page when everything has loaded. */
const shown = async (element: ReactElement) => text((await prerenderToNodeStream(element)).prelude);

const message = {
  senderName: 'North & Thread',
  subject: '<b>Hi</b>',
  preheader: null,
  html: '<html><head></head><body><script>alert(1)</script></body></html>',
  text: 'Hello 😀',
  segments: 1,
};

describe('a message as it is shown in the app', () => {
  it('has a preview for every channel', async () => {
    for (const channel of CHANNELS) {
      expect(await shown(<MessageLook channel={channel.id} message={message} screen="phone" />)).toMatch(
        /<figure/,
      );
    }
  });

  it('is in a frame without scripts and with its own policy', async () => {
    const page = await shown(<MessageLook channel="email" message={message} screen="desktop" />);
    expect(page).toMatch(/<iframe[^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(page).not.toContain('allow-scripts');
    expect(page).not.toContain('allow-same-origin');
    expect(page).not.toContain('<script');
    expect(page).toContain('&lt;b&gt;Hi&lt;/b&gt;');
    expect(framedPage(message.html)).toContain("default-src 'none'");
    expect(framedPage('<p>bare</p>')).toMatch(/Content-Security-Policy.*<p>bare/);
  });

  it('shows a text message with the parts it is billed as', async () => {
    const page = await shown(<MessageLook channel="sms" message={message} screen="phone" />);
    expect(page).toContain('Hello 😀');
    expect(page).toContain('1 part');
    expect(page).toContain('with emoji or other scripts');
  });

  it('shows the text of a message of a channel that no longer exists', async () => {
    expect(await shown(<MessageLook channel="telegraph" message={message} screen="phone" />)).toContain(
      'Hello 😀',
    );
  });

  it('can show parts that only one channel has', async () => {
    const parts = { button: 'https://shop.example/sale' };
    expect(await shown(<PigeonPreview message={{ ...message, parts }} screen="phone" />)).toContain(
      'href="https://shop.example/sale"',
    );
  });
});
