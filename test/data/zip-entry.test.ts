import { BarwrightError, SourceError } from 'barwright/core';
import { parseTrades } from 'barwright/data';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

// Archives made by the module zipfile of Python 3: one file deflated, one stored, two files.
const deflated = Buffer.from(
  'UEsDBBQAAAAIAAAAIlixdn+8OgAAAEkAAAAMAAAAQS10cmFkZXMuY3N2K8nMTdUpKMpMTtUpLKnUKc5MSeUyNDcwMTQ1NjMAAR1DAwM9Ux0jnaTSSiQZI1OwjA5Irjg1J4cLAFBLAQIUAxQAAAAIAAAAIlixdn+8OgAAAEkAAAAMAAAAAAAAAAAAAACAAQAAAABBLXRyYWRlcy5jc3ZQSwUGAAAAAAEAAQA6AAAAZAAAAAAA',
  'base64',
);
const stored = Buffer.from(
  'UEsDBBQAAAAAAAAAIlixdn+8SQAAAEkAAAAMAAAAQS10cmFkZXMuY3N2dGltZSxwcmljZSxxdHksc2lkZQoxNzA0MTUzNjAwMDAwLDEwMC41LDIsYnV5CjE3MDQxNTM2MDAyNTAsMTAwLDAuNSxzZWxsClBLAQIUAxQAAAAAAAAAIlixdn+8SQAAAEkAAAAMAAAAAAAAAAAAAACAAQAAAABBLXRyYWRlcy5jc3ZQSwUGAAAAAAEAAQA6AAAAcwAAAAAA',
  'base64',
);
const several = Buffer.from(
  'UEsDBBQAAAAIAAAAIliDFtyMAwAAAAEAAAAFAAAAYS5jc3arAABQSwMEFAAAAAgAAAAiWBUm2/sDAAAAAQAAAAUAAABiLmNzdqsEAFBLAQIUAxQAAAAIAAAAIliDFtyMAwAAAAEAAAAFAAAAAAAAAAAAAACAAQAAAABhLmNzdlBLAQIUAxQAAAAIAAAAIlgVJtv7AwAAAAEAAAAFAAAAAAAAAAAAAACAASYAAABiLmNzdlBLBQYAAAAAAgACAGYAAABMAAAAAAA=',
  'base64',
);

describe('a ZIP archive', () => {
  test('of one file is read', () => {
    for (const archive of [deflated, stored]) expect([...parseTrades(archive).price]).toEqual([100.5, 100]);
  });

  test('of several files is refused', () => {
    expect(() => parseTrades(several)).toThrow('Expected a ZIP archive of one file, found 2. Unpack it, and name the file.');
  });

  test('that is cut off is refused', () => {
    for (const length of [10, 60, deflated.length - 1]) {
      expect(() => parseTrades(deflated.subarray(0, length))).toThrow(/cut off or damaged/);
    }
    const other = Buffer.from(deflated);
    other[other.length - 22 + 16] = 0xff;
    expect(() => parseTrades(other)).toThrow(SourceError);
  });

  test('that is damaged is read or refused, never anything else', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(deflated.length - 1), fc.nat(255)), { maxLength: 4 }), (changes) => {
        const damaged = Buffer.from(deflated);
        for (const [at, byte] of changes) damaged[at] = byte;
        try {
          parseTrades(damaged);
        } catch (error) {
          if (!(error instanceof BarwrightError)) throw error;
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
