// Which ideas are looked at first, before the wall sees any.
import assert from 'node:assert/strict';
import test from 'node:test';
import {flagOf} from '../../static/js/parts/console/flags.js';

const flag = (text) => flagOf({text});

test('it works', () => {
  assert.equal(flag('Skriv til mig på mig@sted.dk'), 'console_flag_mail');
  assert.equal(flag('Ring 12 34 56 78'), 'console_flag_number');
  assert.equal(flag('Spørg Mette på biblioteket'), 'console_flag_name');
  assert.equal(flag('Det er noget lort'), 'console_flag_harsh');
  assert.equal(flag('BRUG DE PENGE, DER ER BEVILGET'), 'console_flag_shouting');
});

test('what is no name, no number and no shout is left in peace', () => {
  for (const text of ['Kaffe', 'I 2016 og 2017', '5.000 kroner nu', 'INSP er OK', 'en stol, der kan klappes sammen',
    'Vi mødes kl. 16', 'Lærere og lars-tyndskid', 'Piano i kælderen', 'Rosenhaven', '']) {
    assert.equal(flag(text), null, text);
  }
});

test('parts of other words do not count', () => {
  assert.equal(flag('Svinkløv og pikant mad'), null);
  assert.equal(flag('Olearyssalen'), null);
});
