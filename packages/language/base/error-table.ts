import type { ErrorEntry } from './error-entry.ts';

const theirs = (status: number, sentence: string, next: string): ErrorEntry => ({
  status,
  fault: 'theirs',
  sentence,
  next,
});
const service = (status: number, sentence: string, next: string): ErrorEntry => ({
  status,
  fault: 'service',
  sentence,
  next,
});
const ours = (status: number, sentence: string, next: string): ErrorEntry => ({
  status,
  fault: 'ours',
  sentence,
  next,
});

/** Every error Millrace can give. Each code has a page in docs/errors/<code>.md. */
export const ERRORS = {
  'not-signed-in': theirs(
    401,
    'You are not signed in.',
    'Sign in, or send a valid API key as a bearer token.',
  ),
  'not-allowed': theirs(
    403,
    'Your role does not allow this: {permission}.',
    'Ask an owner of the workspace for a role that does.',
  ),
  'origin-not-allowed': theirs(
    403,
    'Pages of {origin} may not send events to this store.',
    'Add the address of the shop in Settings, Storefront, exactly as browsers show it.',
  ),
  'not-found': theirs(404, 'There is no such {what}.', 'Check the id, or go back to the list.'),
  'method-not-allowed': theirs(405, 'This path does not take {method}.', 'Use {allowed}.'),
  'input-invalid': theirs(
    422,
    'Some of what was sent cannot be used: {problems}',
    'Correct the named fields and send it again.',
  ),
  'json-malformed': theirs(
    400,
    'The body is not valid JSON.',
    'Check the quotes, commas and brackets near where your JSON tool points.',
  ),
  'text-malformed': theirs(
    400,
    'The body is not UTF-8 text: byte {position} belongs to no character.',
    'Send the body as UTF-8. Text from an older system may be in another encoding and has to be converted first.',
  ),
  'limit-exceeded': theirs(
    422,
    'The request goes over a limit: {limit}.',
    'Send less at once, or less deeply nested.',
  ),
  'body-too-large': theirs(
    413,
    'The body is larger than {limit}.',
    'Send less at once, for example smaller batches.',
  ),
  'content-type-unsupported': theirs(
    415,
    'The body has to be JSON.',
    'Send it with the header Content-Type: application/json.',
  ),
  'signature-invalid': theirs(
    401,
    'The signature does not match the body.',
    'Check that the secret of the connection is the one the sender signs with.',
  ),
  'topic-unknown': theirs(
    422,
    'Millrace does not know the topic {topic}.',
    'Remove the subscription, or ask for the topic to be added.',
  ),
  'revision-conflict': theirs(
    409,
    'Somebody else saved this flow since you opened it.',
    'Look at their change, then keep yours or theirs.',
  ),
  'idempotency-mismatch': theirs(
    422,
    'This Idempotency-Key was used before with another request.',
    'Use a new key for a new request.',
  ),
  'idempotency-busy': theirs(
    409,
    'The first request with this Idempotency-Key is still running.',
    'Wait a moment and send the same request again.',
  ),
  'flow-has-problems': theirs(
    422,
    'The flow is not ready yet: {words}. {first}',
    'Open the flow and fix the problems it lists.',
  ),
  'answer-erased': theirs(
    410,
    'This request has already run. Its response was deleted, because it was about a customer who has been erased since.',
    'Do not send it again. Request the current state instead.',
  ),
  'flow-state-wrong': theirs(
    409,
    'This cannot be done while the flow is {state}.',
    'Change the state of the flow first.',
  ),
  'audience-wrong': theirs(
    422,
    'These people cannot be chosen so. {why}',
    'Change the condition, or choose a flow that is about people.',
  ),
  'work-closed': theirs(
    409,
    'This is not open any more: {what}.',
    'Nothing was changed. Reload the page to see what happened to it.',
  ),
  'work-changed': theirs(
    409,
    'Somebody changed this while you had it open.',
    'Nothing was changed by you. Reload the page, then do it again if it is still right.',
  ),
  'work-of-others': theirs(
    403,
    'This is for {who}.',
    'Ask them or an owner to answer it, or to assign it to you.',
  ),
  'points-too-few': theirs(
    409,
    'They have {balance} loyalty points, and {asked} were to be taken.',
    'Take at most as many as they have.',
  ),
  'return-over': theirs(409, 'The return {number} is over already.', 'Reload the list to see how it ended.'),
  'segment-in-use': theirs(
    409,
    'This segment is still used by {users}.',
    'Take it out of their conditions first.',
  ),
  'segment-circular': theirs(
    422,
    'This segment would belong to itself, through {through}.',
    'Leave that segment out of the condition.',
  ),
  'segment-changed-since': theirs(
    409,
    '{name} was changed by somebody else meanwhile.',
    'Read what it is now, then change that.',
  ),
  'import-unreadable': theirs(
    422,
    'This file cannot be imported: {reason}',
    'Save it as CSV, with one row for each customer or order item, and upload it again.',
  ),
  'flow-file-unreadable': theirs(
    422,
    'This file cannot be imported as a flow: {reason}',
    'Choose a file that was exported from a flow, as it was exported.',
  ),
  'import-unclear': theirs(
    422,
    'The file cannot be checked yet: {problems}',
    'Settle what is named, and check it again.',
  ),
  'import-state-wrong': theirs(
    409,
    'This import is {state}, so you cannot {what} it.',
    'Reload the page to see how far it has come.',
  ),
  'kind-unknown': theirs(
    422,
    'There is no kind of node called {kind}.',
    'Remove the node, or update Millrace if the flow comes from a newer one.',
  ),
  'graph-too-new': theirs(
    422,
    'The flow was made with a newer Millrace (format {version}).',
    'Update Millrace, then open the flow again.',
  ),
  'condition-invalid': theirs(
    422,
    'The condition cannot be used: {problem}',
    'Open the condition and choose a fact, a comparison and a value.',
  ),
  'template-unknown': theirs(404, 'There is no template called {id}.', 'Choose one from the gallery.'),
  'content-invalid': theirs(
    422,
    'The content cannot be rendered: {problem}',
    'Correct the marked text; check brackets such as { { and } }.',
  ),
  'connection-invalid': theirs(
    422,
    'The connection cannot be used: {problem}',
    'Check the settings of the connection.',
  ),
  'sign-in-failed': theirs(
    422,
    'The sign-in did not work: {problem}',
    'Open the connection and press Sign in again. If it fails again, check the id and the secret of your app.',
  ),
  'already-exists': theirs(
    409,
    'There is already a {what} like this.',
    'Choose another name, or use the one that exists.',
  ),
  'rate-limited': theirs(429, 'Too many requests at once.', 'Wait {seconds} seconds and go on more slowly.'),
  'provider-unavailable': service(
    503,
    '{provider} did not answer as it should.',
    'Millrace tries again by itself; see the connection for its state.',
  ),
  'database-unavailable': service(
    503,
    'The database cannot be reached.',
    'Try again in a moment; nothing was lost.',
  ),
  'engine-unavailable': service(
    503,
    'The workflow engine cannot be reached.',
    'Try again in a moment; waiting work goes on when it is back.',
  ),
  'rendering-busy': service(
    503,
    'Too many messages are being rendered at once.',
    'Try again in a moment; nothing was lost.',
  ),
  'rendering-failed': ours(
    500,
    'Messages cannot be rendered: the rendering thread does not start.',
    'Start Millrace again. If the error comes back, read the log of the process and report it.',
  ),
  'flow-looped': ours(
    500,
    'The flow looped {count} times without a wait.',
    'Publish a version in which every loop has a wait.',
  ),
  'status-change-wrong': ours(
    500,
    '{what} cannot go from “{from}” to “{to}”.',
    'Nothing was changed. Report it, and say what was done just before.',
  ),
  'plan-missing': ours(
    500,
    'The published plan {hash} cannot be found.',
    'Restore the database from a backup that holds it.',
  ),
  unexpected: ours(
    500,
    'Something went wrong on our side.',
    'Try again. If it happens again, report it with the request id {requestId}.',
  ),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;
