'use client';
import type { Json } from '@millrace/base';
import { channelById } from '@millrace/channels';
import { MessageLook, type Screen } from '@millrace/channels/previews';
import type { WholeLoggedMessage } from '@millrace/services/message-log';
import { Tabs } from '@millrace/ui';
import { useState } from 'react';
import { useViewer } from '../../shell/index.ts';
import { preheaderOf } from './preheader.ts';
import { withoutPixel } from './without-pixel.ts';

/** The message as on a phone or a desktop. Its scripts are disabled and its links open in a new tab. */
export function Looks({ message }: { message: WholeLoggedMessage }) {
  const { workspace } = useViewer();
  const [screen, setScreen] = useState<Screen>('phone');
  const screens = channelById(message.channel)?.screens ?? [];
  const shown = {
    senderName: message.headers['From'] ?? workspace.name,
    subject: message.subject,
    preheader: message.html === null ? null : preheaderOf(message.html),
    html: message.html === null ? null : withoutPixel(message.html),
    text: message.text,
    segments: message.segments,
    ...(message.parts === null ? {} : { parts: message.parts as Json }),
  };
  return (
    <div>
      {screens.length > 1 ? (
        <Tabs
          look="pill"
          label="Screen"
          value={screen}
          onValueChange={setScreen}
          className="mb-3"
          tabs={screens.map((value) => ({ value, label: value === 'phone' ? 'Phone' : 'Desktop' }))}
        />
      ) : null}
      <MessageLook channel={message.channel} message={shown} screen={screen} />
    </div>
  );
}
