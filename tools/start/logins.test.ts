import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loginName, loginUrls } from './logins.mjs';
import { withFiles } from './secret-files.mjs';

const passwords = { app: 'one', auth: 'two' };

describe('the roles that log in', () => {
  test('have names by database and use, whatever the database is called', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
        fc.string({ minLength: 1, maxLength: 80, unit: 'grapheme' }),
        (one, other) => {
          const names = [
            loginName(one, 'app'),
            loginName(one, 'auth'),
            ...(one === other ? [] : [loginName(other, 'app'), loginName(other, 'auth')]),
          ];
          expect(new Set(names).size).toBe(names.length);
          // Postgres cuts off longer names, so that two could become one.
          for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
        },
      ),
    );
  });

  test('never have the name of a group', () => {
    for (const name of ['millrace', 'app', 'auth', ''])
      expect(['millrace_app', 'millrace_auth']).not.toContain(loginName(name, 'app'));
  });

  test('have an address with the owner’s host, port, database and options', () => {
    expect(loginUrls('postgres://postgres:secret@db.example:5433/shop?sslmode=require', passwords)).toEqual({
      DATABASE_APP_URL: 'postgres://shop_app_login:one@db.example:5433/shop?sslmode=require',
      DATABASE_AUTH_URL: 'postgres://shop_auth_login:two@db.example:5433/shop?sslmode=require',
    });
    expect(loginUrls('postgresql://me:p@ss:w@[::1]:5432/my%20shop', passwords).DATABASE_APP_URL).toBe(
      'postgresql://my%20shop_app_login:one@[::1]:5432/my%20shop',
    );
    expect(loginUrls('postgres://me:secret@one:5432,two:5432/shop', passwords).DATABASE_APP_URL).toBe(
      'postgres://shop_app_login:one@one:5432,two:5432/shop',
    );
    expect(loginUrls('postgres://me:secret@host', passwords).DATABASE_APP_URL).toBe(
      'postgres://me_app_login:one@host/me',
    );
  });

  test('never contain the owner’s password, whatever its characters', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8, maxLength: 30, unit: fc.constantFrom(...'abcXYZ0189@:%+-_.!~*') }),
        (password) => {
          const urls = Object.values(
            loginUrls(`postgres://postgres:${encodeURIComponent(password)}@localhost:5432/shop`, passwords),
          );
          for (const url of urls) expect(decodeURIComponent(url)).not.toContain(password);
        },
      ),
    );
  });

  test('are those given in settings, when there are some', () => {
    expect(
      loginUrls('postgres://a@b/c', passwords, { app: 'postgres://mine@b/c', auth: null }),
    ).toMatchObject({
      DATABASE_APP_URL: 'postgres://mine@b/c',
      DATABASE_AUTH_URL: 'postgres://c_auth_login:two@b/c',
    });
  });
});

describe('a secret in a file', () => {
  test('is read without its final line break, and a setting that is set itself wins', () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-secrets-'));
    const file = join(folder, 'key');
    writeFileSync(file, 'from the file\n');
    const env = { MILLRACE_SECRET_FILE: file, DATABASE_URL_FILE: file, DATABASE_URL: 'set', PORT_FILE: file };
    expect(withFiles(env)).toEqual({ ...env, MILLRACE_SECRET: 'from the file' });
    rmSync(folder, { recursive: true });
  });

  test('that cannot be read is named, with what to do', () => {
    expect(() => withFiles({ MILLRACE_API_KEY_FILE: '/nowhere/key' })).toThrow(
      'MILLRACE_API_KEY_FILE names a file that cannot be read',
    );
  });
});
