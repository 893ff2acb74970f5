// The theme that was chosen on the phone's page, before anything is drawn.
(() => {
  const kept = (name) => localStorage.getItem(`nape.${name}`);
  const theme = kept("dim_now") ? "dim" : kept("theme");
  if (theme) document.documentElement.dataset.theme = theme;
})();
