// Before the first frame: the theme, whether anybody is known here, and an ear for a tap that
// comes before the program does.
(() => {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(`nape.${name}`);
    } catch {
      return null;
    }
  };
  const system = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  const theme = kept("dim_now") ? "dim" : kept("theme") || system;
  root.dataset.theme = theme;
  const scheme = theme === "light" ? "light" : "dark";
  document.querySelector("meta[name=color-scheme]").content = scheme;
  if (!kept("person")) root.dataset.person = "none";
  if (kept("going_on")) root.dataset.going = "on";
  window.napeEarlyTap = null;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("#headache-now");
    if (!button || document.body.dataset.ready) return;
    window.napeEarlyTap ??= Date.now();
    button.setAttribute("aria-busy", "true");
  });
})();
