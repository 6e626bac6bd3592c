"""Imports an Anki package into an empty Mnemosyne and prints what came in, as JSON: the package, its library's path, a scratch folder."""
import json
import os
import sys

package, library, scratch = sys.argv[1:4]
sys.path.insert(0, library)
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from mnemosyne.libmnemosyne import Mnemosyne
from mnemosyne.libmnemosyne.ui_components.main_widget import MainWidget
from mnemosyne.libmnemosyne.ui_components.review_widget import ReviewWidget

here = os.path.splitext(os.path.basename(__file__))[0]


class Main(MainWidget):
    def show_information(self, text):
        pass

    def show_error(self, text):
        raise RuntimeError(text)


class Review(ReviewWidget):
    def redraw_now(self):
        pass


if __name__ == "__main__":
    sys.modules[here] = sys.modules["__main__"]
    program = Mnemosyne(upload_science_logs=False, interested_in_old_reps=True, asynchronous_database=True)
    program.components.insert(
        0, ("mnemosyne.libmnemosyne.gui_translators.gettext_gui_translator", "GetTextGuiTranslator"))
    program.components.append((here, "Main"))
    program.gui_for_component["ScheduledForgottenNew"] = [(here, "Review")]
    program.initialise(os.path.abspath(scratch), automatic_upgrades=False)
    program.start_review()
    for format in program.component_manager.all("file_format"):
        if format.__class__.__name__ == "Anki2":
            format.do_import(package)
    database = program.database()
    cards = [database.card(card_id, is_id_internal=True) for card_id, _ in database.cards()]
    print("RESULT " + json.dumps([{
        "guid": card.fact.id,
        "fields": card.fact.data,
        "question": card.question(),
        "type": card.card_type.name,
        "tags": sorted(tag.name for tag in card.tags),
        "grade": card.grade,
        "next": card.next_rep,
        "last": card.last_rep,
        "reviews": card.ret_reps,
    } for card in cards]))
    program.finalise()
