// Everything works without this file. It makes two things quicker.

// People: the list follows what is typed. The same page is fetched, and its list put in place of this one.
const search = document.querySelector("form[data-instant]");
if (search) {
  let latest = 0;
  let waiting;
  const look = async () => {
    const turn = ++latest;
    const address = `${search.action}?${new URLSearchParams(new FormData(search))}`;
    const answer = await fetch(address);
    if (!answer.ok || turn !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== latest) return;
    for (const part of ["count", "found"]) {
      const found = page.getElementById(part);
      if (found) document.getElementById(part).replaceChildren(...found.childNodes);
    }
    history.replaceState(null, "", address);
  };
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 100);
  });
}

// Import: files that are too large are refused before they are sent.
const files = document.querySelector("input[data-most-bytes]");
if (files) {
  files.addEventListener("change", () => {
    const bytes = Array.from(files.files).reduce((sum, file) => sum + file.size, 0);
    files.setCustomValidity(bytes > Number(files.dataset.mostBytes) ? files.dataset.tooMuch : "");
    files.reportValidity();
  });
}
