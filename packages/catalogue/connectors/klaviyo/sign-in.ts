import { encodeForm } from '../form.ts';
import type { HttpRequest } from '../exchange.ts';
import { readTokens, type SignIn } from '../sign-in.ts';
import type { KlaviyoConfig } from './config.ts';

const SCOPES = [
  'accounts:read',
  'profiles:read',
  'subscriptions:write',
  'events:read',
  'events:write',
  'metrics:read',
  'flows:read',
  'lists:read',
  'segments:read',
];

function tokenRequest(config: KlaviyoConfig, fields: Readonly<Record<string, string>>): HttpRequest {
  return {
    method: 'POST',
    url: `${config.apiAddress}/oauth/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: encodeForm(fields),
    auth: { kind: 'basic', user: config.clientId ?? '', password: config.clientSecret ?? '' },
  };
}

/** Klaviyo's OAuth, with PKCE. A token is valid for an hour. */
export const klaviyoSignIn: SignIn<KlaviyoConfig> = {
  scopes: SCOPES,
  usesPkce: true,
  fields: { access: 'accessToken', refresh: 'refreshToken' },
  isPossible: (config) => !!config.clientId && !!config.clientSecret,
  address: (config, { state, challenge, back }) =>
    `https://www.klaviyo.com/oauth/authorize?${encodeForm({
      response_type: 'code',
      client_id: config.clientId ?? '',
      redirect_uri: back,
      scope: SCOPES.join(' '),
      state,
      code_challenge_method: 'S256',
      code_challenge: challenge ?? '',
    })}`,
  signedBack: null,
  exchange: (config, { code, verifier, back }) =>
    tokenRequest(config, {
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier ?? '',
      redirect_uri: back,
    }),
  refresh: (config, refreshToken) =>
    tokenRequest(config, { grant_type: 'refresh_token', refresh_token: refreshToken }),
  read: (answer) => readTokens(answer, 'Klaviyo'),
};
