/* Remembers large print and high contrast from page to page, and folds charts on a phone.
   No page needs it: without it both modes last as long as the page, and charts are open. */
(function () {
  "use strict";

  function recall(name) {
    try { return localStorage.getItem(name); } catch (refused) { return null; }
  }

  function remember(name, value) {
    try { localStorage.setItem(name, value); } catch (refused) { /* then it lasts for this page */ }
  }

  ["_large", "_contrast"].forEach(function (id) {
    var box = document.getElementById(id), name = "shaiquan" + id, kept = recall(name);
    if (!box) return;
    if (kept !== null) box.checked = kept === "1";
    box.addEventListener("change", function () { remember(name, box.checked ? "1" : "0"); });
  });

  function setFolds(open) {
    document.querySelectorAll(".chart .fold").forEach(function (fold) { fold.open = open; });
  }

  /* the chart is wider than the phone: begin where the procedure begins */
  function showStart(event) {
    var start = event.target.open && event.target.querySelector(".node.start");
    if (start) start.scrollIntoView({ block: "nearest", inline: "center" });
  }

  document.addEventListener("DOMContentLoaded", function () {
    if (!matchMedia("(max-width: 44rem)").matches) return;
    setFolds(false);
    document.querySelectorAll(".chart .fold").forEach(function (fold) {
      fold.addEventListener("toggle", showStart);
    });
  });
  window.addEventListener("beforeprint", function () { setFolds(true); });
}());
