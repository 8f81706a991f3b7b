// SPDX-FileCopyrightText: 2026 Balise contributors
// SPDX-License-Identifier: EUPL-1.2

// A real OpenID provider for the tests: the certified library, our accounts, one page to sign in.
//
// It listens on the loopback address only, at the port given as first argument (0, by default: a free one), and says
// where on its first line of standard output, in JSON, with its clients and its accounts. It forgets everything when
// it stops. Three clients, because what a city meets is one of these:
//   balise-keycloak          the common case: `profile` and `email`, userinfo in JSON;
//   balise-proconnect        as ProConnect does: one scope a claim, userinfo as a JWT signed in RS256;
//   balise-proconnect-es256  the same, signed in ES256.
// PKCE is required of all, and nobody is asked for consent: neither ProConnect nor a city's directory asks.
//
// Refused: the library's development pages. They accept any name and any password, so that a wrong one, an account
// whose address changed or a person who gives up could not be tested.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

console.info = console.error; // the first line of standard output is ours
const { Provider, errors } = await import('oidc-provider');

const LOOPBACK = '127.0.0.1';

const PROCONNECT_LEVELS = [
  'eidas1',
  'https://proconnect.gouv.fr/assurance/self-asserted',
  'https://proconnect.gouv.fr/assurance/self-asserted-2fa',
  'https://proconnect.gouv.fr/assurance/consistency-checked',
  'https://proconnect.gouv.fr/assurance/consistency-checked-2fa',
];

// `sub` never changes; the rest may: a test changes it with PUT /accounts/<login>.
const ACCOUNTS = {
  'claire.martin': {
    sub: '4f2b8a9e-6d1c-4c53-9a57-0d3d7f0a1c11',
    password: 'chemin-de-halage-1851',
    acr: 'eidas1',
    given_name: 'Claire',
    usual_name: 'Martin',
    family_name: 'Martin',
    name: 'Claire Martin',
    preferred_username: 'claire.martin',
    email: 'claire.martin@valbrise.example',
    email_verified: true,
    siret: '00000000000018',
    uid: 'cmartin',
    idp_id: 'b7a1c6f2-52b0-4b62-9b0e-6f0a5a4e1f01',
  },
  'noe.lefevre': {
    sub: 'a0c7d3f4-13be-47f0-8a3d-9b1e5f6c2d22',
    password: 'pont-aux-tilleuls-1923',
    acr: 'eidas1',
    given_name: 'Noé',
    usual_name: 'Lefèvre',
    family_name: 'Lefèvre',
    name: 'Noé Lefèvre',
    preferred_username: 'noe.lefevre',
    email: 'noe.lefevre@valbrise.example',
    email_verified: true,
    siret: '00000000000026',
    uid: 'nlefevre',
    idp_id: 'b7a1c6f2-52b0-4b62-9b0e-6f0a5a4e1f01',
  },
};

const client = (id, more = {}) => ({
  client_id: id,
  client_secret: randomBytes(32).toString('hex'),
  redirect_uris: [`http://${LOOPBACK}/`], // see onLoopback, below
  response_types: ['code'],
  grant_types: ['authorization_code'],
  token_endpoint_auth_method: 'client_secret_post',
  id_token_signed_response_alg: 'RS256',
  ...more,
});

const CLIENTS = [
  client('balise-keycloak'),
  client('balise-proconnect', { userinfo_signed_response_alg: 'RS256' }),
  client('balise-proconnect-es256', { userinfo_signed_response_alg: 'ES256', id_token_signed_response_alg: 'ES256' }),
];

const SCOPE_CLAIMS = {
  openid: ['sub'],
  profile: ['name', 'given_name', 'family_name', 'preferred_username'],
  email: ['email', 'email_verified'],
  given_name: ['given_name'],
  usual_name: ['usual_name'],
  siret: ['siret'],
  uid: ['uid'],
  idp_id: ['idp_id'],
};

const privateKey = (type, options, kid) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }),
  kid,
  use: 'sig',
});

const JWKS = {
  keys: [
    privateKey('rsa', { modulusLength: 2048 }, 'rsa-of-the-day'),
    privateKey('ec', { namedCurve: 'P-256' }, 'ec-of-the-day'),
  ],
};

// -- accounts ---------------------------------------------------------------------------------------------------

const accounts = new Map(Object.entries(ACCOUNTS));

const findAccount = (_ctx, sub) => {
  const account = [...accounts.values()].find((known) => known.sub === sub);
  if (!account) return undefined;
  const { password, acr, ...claims } = account;
  return { accountId: sub, claims: () => claims };
};

const loadExistingGrant = async (ctx) => {
  const { client: { clientId }, session, provider } = ctx.oidc;
  const known = session.grantIdFor(clientId);
  if (known) return provider.Grant.find(known);
  const grant = new provider.Grant({ clientId, accountId: session.accountId });
  grant.addOIDCScope(Object.keys(SCOPE_CLAIMS).join(' '));
  await grant.save();
  return grant;
};

// -- pages ------------------------------------------------------------------------------------------------------

const escaped = (text) => String(text).replace(/[&<>"']/g, (found) => `&#${found.codePointAt(0)};`);

const page = (title, body) => `<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title></head>
<body><main><h1>${escaped(title)}</h1>${body}</main></body></html>
`;

const signInPage = (message = '') => page('Fournisseur d’identité (essai)', `
${message && `<p role="alert">${escaped(message)}</p>`}
<form method="post">
<p><label for="login">Identifiant</label> <input id="login" name="login" autocomplete="username" required></p>
<p><label for="password">Mot de passe</label>
<input id="password" name="password" type="password" autocomplete="current-password" required></p>
<p><button name="action" value="sign-in">Se connecter</button>
<button name="action" value="give-up" formnovalidate>Renoncer</button></p>
</form>`);

const respond = (response, status, body, type = 'text/html; charset=utf-8') => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
};

const bodyOf = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

const signIn = async (provider, request, response) => {
  await provider.interactionDetails(request, response); // refuses who did not come from a client
  if (request.method !== 'POST') return respond(response, 200, signInPage());
  const form = new URLSearchParams(await bodyOf(request));
  if (form.get('action') === 'give-up') {
    const refusal = { error: 'access_denied', error_description: 'The person gave up.' };
    return provider.interactionFinished(request, response, refusal);
  }
  const account = accounts.get(form.get('login'));
  if (!account || account.password !== form.get('password')) {
    return respond(response, 401, signInPage('Identifiant ou mot de passe incorrect.'));
  }
  const login = { accountId: account.sub, acr: account.acr, amr: ['pwd'], remember: false };
  return provider.interactionFinished(request, response, { login });
};

// The door of the tests, closed to everybody else by the loopback address.
const changeAccount = async (login, request, response) => {
  if (request.method === 'PUT') accounts.set(login, JSON.parse(await bodyOf(request)));
  else if (request.method === 'DELETE') accounts.delete(login);
  else return respond(response, 405, '');
  return respond(response, 204, '');
};

// -- server -----------------------------------------------------------------------------------------------------

const server = createServer();
await new Promise((listening) => { server.listen(Number(process.argv[2] ?? 0), LOOPBACK, listening); });
const issuer = `http://${LOOPBACK}:${server.address().port}`;

const provider = new Provider(issuer, {
  acrValues: PROCONNECT_LEVELS,
  claims: { ...SCOPE_CLAIMS, acr: null, amr: null },
  clients: CLIENTS,
  cookies: { keys: [randomBytes(32).toString('hex')] },
  enabledJWA: {
    idTokenSigningAlgValues: ['RS256', 'ES256'],
    userinfoSigningAlgValues: ['RS256', 'ES256'],
  },
  features: {
    devInteractions: { enabled: false },
    jwtUserinfo: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        const button = '<button name="logout" value="yes" form="op.logoutForm">Se déconnecter</button>';
        ctx.body = page('Déconnexion du fournisseur d’identité (essai)', form + button);
      },
    },
  },
  findAccount,
  interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
  jwks: JWKS,
  loadExistingGrant,
  pkce: { required: () => true },
  renderError: (ctx, out) => {
    const reasons = Object.entries(out).map(([key, value]) => `<li>${escaped(key)} : ${escaped(value)}</li>`);
    ctx.type = 'html';
    ctx.body = page('Demande refusée', `<ul>${reasons.join('')}</ul>`);
  },
  ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 3600, IdToken: 300, Interaction: 600, Session: 3600 },
});

// The site under test gets its port after the provider has started: any port of this machine will do, nothing else.
const onLoopback = (address) => {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'http:' && [LOOPBACK, 'localhost'].includes(hostname);
  } catch {
    return false;
  }
};
provider.Client.prototype.redirectUriAllowed = onLoopback;
provider.Client.prototype.postLogoutRedirectUriAllowed = onLoopback;

const openid = provider.callback();

server.on('request', async (request, response) => {
  const [, room, name] = new URL(request.url, issuer).pathname.split('/');
  try {
    if (room === 'interaction') await signIn(provider, request, response);
    else if (room === 'accounts') await changeAccount(decodeURIComponent(name), request, response);
    else await openid(request, response);
  } catch (error) {
    const status = error instanceof errors.OIDCProviderError ? error.statusCode : 500;
    console.error(error);
    respond(response, status, page('Demande refusée', `<p>${escaped(error.message)}</p>`));
  }
});

console.log(JSON.stringify({ issuer, clients: CLIENTS, accounts: ACCOUNTS }));
