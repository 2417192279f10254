import webPush from 'web-push';
import type { Device, HttpAnswer, NotSent, Pushed, PushNote } from '@millrace/connectors';
import { call } from '../http/call.ts';
import { isAllowedInternal } from '../guard/allowed-internal.ts';

/** The pair of P-256 keys by which push services know an installation (RFC 8292), in base64url. */
export interface PushKeys {
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Whether notifications may be handed to this address: https, or a machine that the owner allows by name. */
export function isPushAddress(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port } = new URL(endpoint);
  return protocol === 'https:' || (protocol === 'http:' && isAllowedInternal(hostname, Number(port) || 80));
}

/** Makes the pair of keys of an installation. */
export const makePushKeys = (): PushKeys => webPush.generateVAPIDKeys();

/**
 * Encrypts a notification for each device and hands it to its push service. Never throws and never retries; each
 * device has its own answer.
 */
export async function sendPush(note: PushNote, keys: PushKeys): Promise<Pushed> {
  const each = await Promise.all(
    note.devices.map(async (device) => ({ device: device.id, answer: await toDevice(note, device, keys) })),
  );
  return { kind: 'pushed', each };
}

async function toDevice(note: PushNote, device: Device, keys: PushKeys): Promise<HttpAnswer> {
  if (!isPushAddress(device.endpoint)) return UNUSABLE;
  const request = encrypted(note, device, keys);
  return request === null
    ? UNUSABLE
    : call({ method: 'POST', url: device.endpoint, headers: request.headers, body: request.body });
}

const UNUSABLE: NotSent = {
  kind: 'not-sent',
  cause: 'request-invalid',
  reason: 'The browser gave an address or a key that cannot be used.',
};

/** @returns null when the device has a key for which nothing can be encrypted */
function encrypted({ payload, keptFor, urgency, topic, contact }: PushNote, device: Device, keys: PushKeys) {
  try {
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint: device.endpoint, keys: { ...device.keys } },
      payload,
      {
        vapidDetails: { subject: contact, ...keys },
        TTL: keptFor,
        urgency,
        contentEncoding: 'aes128gcm',
        ...(topic === null ? {} : { topic }),
      },
    );
    // The length is set by the transport.
    const { 'Content-Length': _length, ...rest } = headers;
    return {
      headers: Object.fromEntries(
        Object.entries(rest).map(([name, value]) => [name.toLowerCase(), String(value)]),
      ),
      body,
    };
  } catch {
    return null;
  }
}
