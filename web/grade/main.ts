import { mount } from 'svelte';
import base from '../styles/base.css?inline';
import { addFonts } from '../styles/fonts';
import { addStyles, adoptInto } from '../styles/sheets';
import tokens from '../styles/tokens.css?inline';
import { chooseLanguage, recallLanguage } from '../text/choose_language';
import { languages, words } from '../text/words.svelte';
import GradePage from './GradePage.svelte';

addStyles(tokens);
addStyles(base);

/** The page on which a teacher marks what was handed in. */
class Grade extends HTMLElement {
  connectedCallback(): void {
    const root = this.attachShadow({ mode: 'open' });
    addFonts();
    adoptInto(root);
    const asked = new URLSearchParams(location.search).get('lang');
    const language = chooseLanguage([asked, recallLanguage(), ...navigator.languages], languages);
    void words.speak(language).finally(() => {
      this.lang = document.documentElement.lang = words.language;
      mount(GradePage, { target: root });
      // What was said in its place is over (app/guard).
      this.dispatchEvent(new Event('stands'));
    });
  }
}
customElements.define('ebb-grade', Grade);
