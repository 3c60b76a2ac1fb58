#include "ui/pages/targets/probe_card.h"

#include "ui/models/target_words.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/verdict_label.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace headroom::ui {
namespace {

constexpr int signColumn = 22, gapBelow = 8;

// The sign, the question, and below it the answer in as many lines as it needs.
class CheckDelegate : public QStyledItemDelegate {
 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    QStyleOptionViewItem item(option);
    initStyleOption(&item, index);
    item.text.clear();
    const QStyle* style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const Colours& colours = coloursOf(item.palette);
    const auto verdict = static_cast<Verdict>(index.data(ChecklistModel::VerdictRole).toInt());
    painter->save();
    painter->setPen(verdictColour(verdict, colours));
    drawVerdictSign(*painter, verdict, QRectF(item.rect.left() + 2, item.rect.top() + 4, 11, 11));
    const QRect place = item.rect.adjusted(signColumn, 1, -2, 0);
    painter->setFont(ui::font(TextStyle::body));
    painter->setPen(colours.text);
    const int line = QFontMetrics(painter->font()).lineSpacing();
    painter->drawText(place, Qt::AlignLeft | Qt::AlignTop, index.data().toString());
    painter->setFont(ui::font(TextStyle::secondary));
    painter->setPen(colours.dim);
    painter->drawText(place.adjusted(0, line + 1, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere,
                      index.data(ChecklistModel::WordsRole).toString(), nullptr);
    painter->restore();
  }

  QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override {
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const int width = view ? view->viewport()->width() : 300;
    const QRect room(0, 0, std::max(80, width - signColumn - 2), 10000);
    const int words = QFontMetrics(ui::font(TextStyle::secondary))
                          .boundingRect(room, Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere,
                                        index.data(ChecklistModel::WordsRole).toString())
                          .height();
    return {width, QFontMetrics(ui::font(TextStyle::body)).lineSpacing() + 2 + words + gapBelow};
  }
};

}  // namespace

ProbeCard::ProbeCard(Services& services, QWidget* parent)
    : Card(tr("Does it answer?"), parent),
      m_services(services),
      m_model(new ChecklistModel(this)),
      m_test(new QPushButton(this)),
      m_verdict(new VerdictLabel(this)),
      m_words(newNote({}, this)),
      m_list(new QListView(this)) {
  setObjectName(QStringLiteral("probeCard"));
  m_test->setObjectName(QStringLiteral("test"));
  m_verdict->setObjectName(QStringLiteral("probeVerdict"));
  m_verdict->setWordWrap(true);
  m_words->setObjectName(QStringLiteral("probeWords"));
  m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_list->setObjectName(QStringLiteral("checklist"));
  m_list->setAccessibleName(tr("What it can do"));
  m_list->setModel(m_model);
  m_list->setItemDelegate(new CheckDelegate(m_list));
  m_list->setResizeMode(QListView::Adjust);
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setSelectionMode(QAbstractItemView::NoSelection);
  m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setMinimumHeight(120);
  addToHeader(m_test);
  body()->addWidget(m_verdict);
  body()->addWidget(m_words);
  body()->addWidget(m_list, 1);
  body()->addStretch(0);
  connect(m_test, &QPushButton::clicked, this, &ProbeCard::press);
  connect(&services.targetWatch, &TargetWatch::changed, this, &ProbeCard::refresh);
}

void ProbeCard::setTarget(const std::string& name) {
  m_name = name;
  refresh();
}

void ProbeCard::press() {
  const Target* target = findTarget(m_services.session.workspace(), m_name);
  if (!target) return;
  if (m_services.targetWatch.testOf(*target).running)
    m_services.targetWatch.cancel(m_name);
  else
    m_services.targetWatch.test(m_name);
}

void ProbeCard::refresh() {
  const Target* target = findTarget(m_services.session.workspace(), m_name);
  setEnabled(target != nullptr);
  const TargetTest test = target ? m_services.targetWatch.testOf(*target) : TargetTest();
  m_test->setText(test.running ? tr("Stop") : test.when.isValid() ? tr("Test Again") : tr("Test"));
  m_test->setAccessibleName(tr("%1 the selected target").arg(m_test->text()));
  setCaption(test.when.isValid()
                 ? tr("tested %1").arg(QLocale().toString(test.when.time(), QLocale::ShortFormat))
                 : QString());
  m_model->setReport(test.report);
  m_list->setVisible(m_model->rowCount() > 0);
  QString words;
  if (test.running) {
    m_verdict->setVerdict(Verdict::none, tr("Being tested…"));
    words = tr("It is asked for its models, for a short answer, and for each thing that helps a benchmark.");
  } else if (test.error) {
    m_verdict->setVerdict(Verdict::bad, QString::fromStdString(test.error->message));
    words = withoutOptions(test.error->hint);
  } else if (test.report) {
    const bool good = test.report->canBenchmark();
    m_verdict->setVerdict(good ? Verdict::good : Verdict::bad,
                          good ? tr("It can be measured") : tr("It cannot be measured as it stands"));
    if (!good && test.report->model.empty())
      words = tr("Choose the model: it is not known which one is meant.");
  } else if (target && std::holds_alternative<Simulated>(target->reach)) {
    const auto refusal = TargetWatch::refusalOf(std::get<Simulated>(target->reach));
    m_verdict->setVerdict(
        refusal ? Verdict::bad : Verdict::good,
        refusal ? QString::fromStdString(refusal->message) : tr("Simulated here: it answers always"));
    words = refusal ? QString::fromStdString(refusal->hint) : QString();
  } else {
    m_verdict->setVerdict(Verdict::none, tr("Not tried yet"));
    words =
        tr("Test asks it for its models, for a short answer, and for each thing that helps a benchmark. It "
           "changes nothing there.");
  }
  m_words->setText(words);
  m_words->setVisible(!words.isEmpty());
}

}  // namespace headroom::ui
