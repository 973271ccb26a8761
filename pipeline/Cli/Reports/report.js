// Shows the samples of one reason at a time; without scripts all are there.
const choice = document.getElementById('reason');
if (choice) {
  const groups = [...document.querySelectorAll('.reasons')];
  const show = () => groups.forEach(g => { g.hidden = g.dataset.reason !== choice.value; });
  choice.closest('.choose').hidden = false;
  choice.addEventListener('change', show);
  show();
}
