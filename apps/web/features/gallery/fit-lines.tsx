import type { TemplateFit } from '@millrace/services/automation';
import { Badge, Icon } from '@millrace/ui';

/** What a template should earn here, and why it is at its place. */
export function FitLines({ fit: { place, reason, sentence } }: { fit: TemplateFit }) {
  return (
    <div className="flex flex-col gap-1 rounded-md bg-sunken px-3 py-2 text-12 text-pretty">
      <p className="flex items-start gap-1.5 font-medium">
        <Icon name="money" size={14} className="mt-px text-soft" />
        <span>{sentence}</span>
      </p>
      {place === 'missing' ? null : (
        <p className="text-soft">
          {place === 'first' ? (
            <Badge tone="river" className="mr-1.5">
              Begin here
            </Badge>
          ) : null}
          {place === 'running' ? (
            <Badge tone="good" className="mr-1.5">
              Runs
            </Badge>
          ) : null}
          {reason}
        </p>
      )}
    </div>
  );
}
