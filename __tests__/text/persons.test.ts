/** An address is a person's where mail is received under it, and somebody reads it. */
import { describe, expect, it } from "@jest/globals";
import { holdsPersonalData } from "../../src/text/persons.ts";

describe("an e-mail address of a person", () => {
  it.each([
    "user kim.larsen@nordmail.dk asked",
    '{\\"email\\":\\"kim.larsen@nordmail.dk\\"}',
    "mailto:kim.larsen@nordmail.dk",
    "?email=kim.larsen@nordmail.dk&x=1",
    "?email=kim.larsen%40nordmail.dk",
    "https://shop.io/x?email=kim.larsen@nordmail.dk",
    "To: Kim <kim.larsen@nordmail.dk>, Ann",
    "from=kim@163.com",
    "jane19850412@gmail.com",
    "asked by **kim.larsen@nordmail.dk**",
    "k.larsen@mail2.nordmail.co.uk",
    "j.doe@cs.uni-koeln.de",
    "marco@studio3.it",
    "anna@firma.pl.",
    "kim@web.de",
    "login of kim.larsen@nordmail.dk:ok",
  ])("is found: %s", (text) => {
    expect(holdsPersonalData(text)).toBe(true);
  });

  it.each([
    // Blanked in part or as a whole.
    "h***r@nordmail.dk ha***er@nordmail.dk h******r@nordmail.dk k•••n@nordmail.dk xxxxx@nordmail.dk k****@nordmail.dk",
    String.raw`a\u2022\u2022\u2022r@nordmail.dk a\u2026r@nordmail.dk max\u00b7\u00b7\u00b7@nordmail.dk m··r@nordmail.dk`,
    "aXXXXXr@nordmail.dk a-----r@nordmail.dk a_____@nordmail.dk",
    // Roles, and handles of the fediverse.
    "customer.care@nordmail.dk reservations@hotel-elch.de dpo@acme.io datenschutz@acme.de sav@acme.fr",
    "shop@acme.io api@acme.io docs@acme.io devrel@acme.io chat@acme.io hilfe@acme.de returns@acme.io",
    "follow @acme@mastodon.social",
    // Processes and machines.
    "celery@worker-1.prod.acme.io ready",
    "celery@worker-1.prod",
    "rabbit@rabbit-0.mq.svc.cluster.local",
    "'shop@node3.acme.io' joined",
    "kim@ip-10-0-12-7.eu-west-1.compute.internal",
    "cluster@eu-west-1.eks.acme.io",
    "ssh -i key.pem kim@shell.acme.io",
    "scp a.tgz kim@shell.acme.io:/srv/app",
    "kim@shell.acme.io:2222",
    "ssh://kim@shell.acme.io/x postgres://kim:p#ss@pg.acme.io/shop",
    "git@gitlab.acme.io:octo/app.git org-17@github.com:octo/app.git",
    "HTTP/kim@ACME.IO",
    "postgresql@14-main.service getty@tty1.service",
    // Packages, pictures and files.
    "https://packages.acme.io/uuid/-/uuid@12.0.0.tgz",
    "@acme/ui@npm.acme.io @scope/pkg@1.2.3 react@18.3.1.development.js",
    "golang.org/x/net@v0.0.0-20261120101112-abcdef123456.zip",
    "shop@sha256:9f86d081884c7d659a2feaa0c55ad015",
    "logo@2x.png logo@2x-dark.png hero@1.5x.jpg logo@dark.svg config@prod.yaml",
    // Messages and drawn names.
    "Message-ID: <20261120101112.GA1234@mail.acme.io>",
    "References: <a.b@mail.acme.io> <c.d@lists.acme.io>",
    "message_id=CAF+xyz12abc=Q@mail.acme.io",
    "0100018f2c3d4e5f-1a2b3c4d-000000@email.acme.io",
    "3f7a9b2c-41d8-4e0f-9a6b-7c2d1e8f5a4b@in.acme.io",
    // Nobody's: of a role, of a service, of documentation.
    "svc-shop@acme.io sa_deploy@acme.io deploy@acme.io gate@proj-1.iam.gserviceaccount.com",
    "support@acme.io bounces+17=nordmail.dk@acme.io 17+app[bot]@users.noreply.github.com",
    "kim@example.com kim@acme.test",
    // Made up for tests and monitors.
    "test@nordmail.dk smoke@nordmail.dk e2e-user@nordmail.dk qa+smoke@nordmail.dk testuser@nordmail.dk test.user3@nordmail.dk",
    "canary@nordmail.dk synthetic-monitor@nordmail.dk smoke-test@nordmail.dk release-gate@nordmail.dk demo7@nordmail.dk",
    "foo@bar.com user@domain.com johndoe@company.com kim@test.com jane.doe@company.com",
    "platform@nordmail.dk llm-platform@nordmail.dk kontakt@nordmail.dk",
  ])("is none: %s", (text) => {
    expect(holdsPersonalData(text)).toBe(false);
  });
});

describe("the number of a payment card", () => {
  const NUMBER = "4716293847560198";
  it.each([
    `{"card_number":"${NUMBER}"}`,
    `{"cardNumber":${NUMBER}}`,
    `cc_number=${NUMBER}`,
    `{"payment":{"number":"${NUMBER}"}}`,
    `payment.number=${NUMBER}`,
    `card number: ${NUMBER}`,
    `creditCardNo: ${NUMBER}`,
    `paid with ${NUMBER}`,
    `The card on file is ${NUMBER.replace(/(\d{4})(?=\d)/g, "$1 ")}.`,
    `{"reply":"paid with ${NUMBER}."}`,
  ])("is found under its names: %s", (text) => {
    expect(holdsPersonalData(text)).toBe(true);
  });

  it.each([
    `invoice_number=${NUMBER}`,
    `{"order":{"number":${NUMBER}}}`,
    `card_id: ${NUMBER}`,
    "card_number: 4242424242424242",
    `took ${NUMBER}.5 s`,
  ])("is none: %s", (text) => {
    expect(holdsPersonalData(text)).toBe(false);
  });
});
