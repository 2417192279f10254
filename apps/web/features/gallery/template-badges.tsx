import { plural } from '@millrace/base/words';
import type { Subject } from '@millrace/flow';
import { Badge } from '@millrace/ui';
import { channelIcon } from '../message-log/status-words.ts';
import { channelWords } from './messages-of.ts';
import { subjectWords } from './template-words.ts';

/** The channels of a template, its number of steps, and what goes through it. */
export function TemplateBadges({
  channels,
  nodes,
  subject,
}: {
  channels: readonly string[];
  nodes: number;
  subject: Subject;
}) {
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      {channels.map((channel) => (
        <Badge key={channel} icon={channelIcon(channel)}>
          {channelWords(channel)}
        </Badge>
      ))}
      <Badge icon="flows">{plural(nodes, 'step')}</Badge>
      {subjectWords(subject) ? <Badge icon="box">{subjectWords(subject)}</Badge> : null}
    </div>
  );
}
